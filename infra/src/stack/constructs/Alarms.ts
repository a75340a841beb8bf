import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import { AlarmRule } from './alarmRules';

/** What is watched, and where alarms go. */
export interface AlarmsOptions {
  readonly environment: string;
  readonly rules: readonly AlarmRule[];
  readonly topicArn: string;
}

const PERIOD_SECONDS = 300;

/** Calls for people when something goes wrong, and says when it is well again. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, options: AlarmsOptions) {
    super(scope, id);
    options.rules.forEach(rule => this.#alarm(rule, options));
  }

  #alarm(rule: AlarmRule, { environment, topicArn }: AlarmsOptions): void {
    const { above, below, statistic } = rule;
    new CloudwatchMetricAlarm(this, rule.name, {
      alarmName: `${environment}-${rule.name}`,
      alarmDescription: rule.description,
      namespace: rule.namespace,
      metricName: rule.metric,
      dimensions: { ...rule.dimensions },
      ...(statistic === 'p95'
        ? { extendedStatistic: statistic }
        : { statistic }),
      period: PERIOD_SECONDS,
      evaluationPeriods: rule.periods,
      comparisonOperator:
        below === undefined ? 'GreaterThanThreshold' : 'LessThanThreshold',
      threshold: below ?? above,
      // Nobody asks for a count that nobody has counted: no traffic is no error.
      treatMissingData: 'notBreaching',
      alarmActions: [topicArn],
      okActions: [topicArn],
    });
  }
}
