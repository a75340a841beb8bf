import { FlowLog } from '@cdktf/provider-aws/lib/flow-log';
import { Construct } from 'constructs';
import { writtenLogGroup } from './writtenLogGroup';

/** Which network's traffic is logged, and for how long. */
export interface FlowLogsOptions {
  readonly environment: string;
  readonly vpcId: string;
  readonly logRetentionDays: number;
  readonly keyArn: string;
}

/** The traffic of a VPC, written to a log group of its own. */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, options: FlowLogsOptions) {
    super(scope, id);
    const { environment, vpcId } = options;
    const { logGroup, role, permission } = writtenLogGroup(this, {
      ...options,
      logs: 'flow-logs',
      writer: 'flow-logs',
      service: 'vpc-flow-logs.amazonaws.com',
    });
    new FlowLog(this, 'flow-log', {
      vpcId,
      trafficType: 'ALL',
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
      tags: { Name: environment },
      dependsOn: [permission],
    });
  }
}
