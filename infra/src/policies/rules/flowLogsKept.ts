import { companionsOf } from '../companions';
import { PolicyRule } from '../PolicyRule';

/** Which connections there were in production is written down. */
export const flowLogsKept: PolicyRule = {
  id: 'flow-logs-kept',
  severity: 'warning',
  title: 'The network of production should write down its connections',
  why: 'After a break-in, and often before one, only the flow logs tell who talked to whom.',
  fix: 'Set flowLogs to true.',
  classes: ['prod'],
  check: ({ resources }) =>
    resources
      .ofType('aws_vpc')
      .filter(
        vpc =>
          companionsOf(
            vpc,
            { type: 'aws_flow_log', argument: 'vpc_id' },
            resources,
          ).length === 0,
      )
      .map(({ address }) => ({
        resource: address,
        path: 'spec.network.flowLogs',
      })),
};
