import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import { policyDocument, trustService } from './policyDocument';

/** What is written, by whom, and for how long it is kept. */
export interface WrittenLogGroupOptions {
  readonly environment: string;
  /** The name of the log group within the environment. */
  readonly logs: string;
  /** The name of the role within the environment. */
  readonly writer: string;
  /** The service that takes the role, such as `vpc-flow-logs.amazonaws.com`. */
  readonly service: string;
  readonly logRetentionDays: number;
  readonly keyArn: string;
}

/** A log group, and the role that may write to it and to nothing else. */
export interface WrittenLogGroup {
  readonly logGroup: CloudwatchLogGroup;
  readonly role: IamRole;
  readonly permission: IamRolePolicy;
}

/** Makes a log group and a role that may write to it, as parts of the construct that needs them. */
export function writtenLogGroup(
  scope: Construct,
  options: WrittenLogGroupOptions,
): WrittenLogGroup {
  const { environment, writer } = options;
  const logGroup = new CloudwatchLogGroup(scope, 'log-group', {
    name: `/portico/${environment}/${options.logs}`,
    retentionInDays: options.logRetentionDays,
    kmsKeyId: options.keyArn,
  });
  const role = new IamRole(scope, 'role', {
    name: `${environment}-${writer}`,
    assumeRolePolicy: trustService(options.service),
  });
  const permission = new IamRolePolicy(scope, 'permission', {
    name: `write-${writer}`,
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
  return { logGroup, role, permission };
}
