import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { only, resourcesOf } from '../../__testUtils__/synthesized';
import { text } from '../../document/attributes';

const TOPIC = '${aws_sns_topic.observability_alerts_topic.arn}';
const budget = { monthly: '300' };

describe('Governance', () => {
  it('should hold what an environment costs against its budget, told by its tag', () => {
    expect(
      only(resourcesOf(aSpec({ budget })), 'aws_budgets_budget').attributes,
    ).toMatchObject({
      name: 'dev-monthly',
      budget_type: 'COST',
      time_unit: 'MONTHLY',
      limit_amount: '300.00',
      limit_unit: 'USD',
      cost_filter: [{ name: 'TagKeyValue', values: ['user:environment$dev'] }],
    });
  });

  it('should speak up before the budget is spent, when it is, and when it will be', () => {
    const notice = (type: string, threshold: number) => ({
      notification_type: type,
      threshold,
      threshold_type: 'PERCENTAGE',
      comparison_operator: 'GREATER_THAN',
      subscriber_sns_topic_arns: [TOPIC],
    });
    expect(
      only(resourcesOf(aSpec({ budget })), 'aws_budgets_budget').attributes
        .notification,
    ).toEqual([
      notice('ACTUAL', 80),
      notice('ACTUAL', 100),
      notice('FORECASTED', 100),
    ]);
  });

  it.each([
    ['2000', '100'],
    ['50', '10'],
  ])(
    'should tell of anomalies from a part of a budget of %s on',
    (monthly, least) => {
      const resources = resourcesOf(aProdSpec({ budget: { monthly } }));
      const { attributes } = only(resources, 'aws_ce_anomaly_monitor');
      expect(
        JSON.parse(text(attributes, 'monitor_specification') ?? ''),
      ).toMatchObject({ Tags: { Key: 'environment', Values: ['prod'] } });
      expect(
        only(resources, 'aws_ce_anomaly_subscription').attributes,
      ).toMatchObject({
        frequency: 'IMMEDIATE',
        monitor_arn_list: [
          '${aws_ce_anomaly_monitor.governance_anomaly-monitor.arn}',
        ],
        subscriber: [{ type: 'SNS', address: TOPIC }],
        threshold_expression: {
          dimension: {
            key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
            match_options: ['GREATER_THAN_OR_EQUAL'],
            values: [least],
          },
        },
      });
    },
  );

  it('should leave anomalies out in development, and everything without a budget', () => {
    const dev = resourcesOf(aSpec({ budget }));
    expect(dev.ofType('aws_ce_anomaly_monitor')).toEqual([]);
    expect(resourcesOf(aSpec()).ofType('aws_budgets_budget')).toEqual([]);
  });
});
