import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { FlowLog } from '@cdktf/provider-aws/lib/flow-log';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import { policyDocument, trustService } from './policyDocument';

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
    const { environment, vpcId, logRetentionDays, keyArn } = options;
    const logGroup = new CloudwatchLogGroup(this, 'log-group', {
      name: `/portico/${environment}/flow-logs`,
      retentionInDays: logRetentionDays,
      kmsKeyId: keyArn,
    });
    const role = new IamRole(this, 'role', {
      name: `${environment}-flow-logs`,
      assumeRolePolicy: trustService('vpc-flow-logs.amazonaws.com'),
    });
    const permission = new IamRolePolicy(this, 'permission', {
      name: 'write-flow-logs',
      role: role.id,
      policy: policyDocument({
        Effect: 'Allow',
        Action: [
          'logs:CreateLogStream',
          'logs:PutLogEvents',
          'logs:DescribeLogStreams',
        ],
        Resource: [logGroup.arn, `${logGroup.arn}:*`],
      }),
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
