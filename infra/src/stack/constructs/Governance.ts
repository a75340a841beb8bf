import { BudgetsBudget } from '@cdktf/provider-aws/lib/budgets-budget';
import { CeAnomalyMonitor } from '@cdktf/provider-aws/lib/ce-anomaly-monitor';
import { CeAnomalySubscription } from '@cdktf/provider-aws/lib/ce-anomaly-subscription';
import { EnvironmentSpec } from '@portico/plugin-environments-common';
import { Construct } from 'constructs';

/** The budget's part of a spec. */
export type BudgetSpec = NonNullable<EnvironmentSpec['spec']['budget']>;

/** What an environment may cost, and who is told when it costs more. */
export interface GovernanceOptions {
  readonly environment: string;
  readonly budget: BudgetSpec;
  readonly topicArn: string;
}

/** When the budget speaks up: on what was spent, and on what the month will come to. */
const NOTICES = [
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'ACTUAL', threshold: 100 },
  { notificationType: 'FORECASTED', threshold: 100 },
] as const;

/** An anomaly is worth a message from this part of the budget on, and never below. */
const ANOMALY_SHARE = 0.05;
const ANOMALY_LEAST_USD = 10;

/** Watches what an environment costs, told from others by its tag. */
export class Governance extends Construct {
  constructor(scope: Construct, id: string, options: GovernanceOptions) {
    super(scope, id);
    const { environment, budget, topicArn } = options;
    new BudgetsBudget(this, 'budget', {
      name: `${environment}-monthly`,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      limitAmount: budget.monthly,
      limitUnit: budget.currency,
      costFilter: [
        { name: 'TagKeyValue', values: [`user:environment$${environment}`] },
      ],
      notification: NOTICES.map(notice => ({
        ...notice,
        comparisonOperator: 'GREATER_THAN',
        thresholdType: 'PERCENTAGE',
        subscriberSnsTopicArns: [topicArn],
      })),
    });
    if (budget.anomalies) this.#anomalies(options);
  }

  #anomalies({ environment, budget, topicArn }: GovernanceOptions): void {
    const monitor = new CeAnomalyMonitor(this, 'anomaly-monitor', {
      name: `${environment}-costs`,
      monitorType: 'CUSTOM',
      // AWS answers with all fields; one left out would be a change in every plan.
      monitorSpecification: JSON.stringify({
        And: null,
        CostCategories: null,
        Dimensions: null,
        Not: null,
        Or: null,
        Tags: { Key: 'environment', MatchOptions: null, Values: [environment] },
      }),
    });
    const least = Math.max(
      ANOMALY_LEAST_USD,
      Math.round(Number(budget.monthly) * ANOMALY_SHARE),
    );
    new CeAnomalySubscription(this, 'anomaly-subscription', {
      name: `${environment}-costs`,
      // Messages to a topic are sent at once; the daily ones go by mail alone.
      frequency: 'IMMEDIATE',
      monitorArnList: [monitor.arn],
      subscriber: [{ type: 'SNS', address: topicArn }],
      thresholdExpression: {
        dimension: {
          key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
          matchOptions: ['GREATER_THAN_OR_EQUAL'],
          values: [String(least)],
        },
      },
    });
  }
}
