import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import { policyDocument, trustService } from './policyDocument';

/** Whose pods write logs, and for how long these are kept. */
export interface PodLogsOptions {
  readonly environment: string;
  readonly clusterName: string;
  readonly logRetentionDays: number;
  readonly keyArn: string;
}

/** The service account of the collector that the pipeline installs on the nodes. */
const COLLECTOR = { namespace: 'logging', serviceAccount: 'fluent-bit' };

/** What the collector of the pods' logs needs: a group to write to, and the right to. */
export class PodLogs extends Construct {
  constructor(scope: Construct, id: string, options: PodLogsOptions) {
    super(scope, id);
    const { environment, clusterName, logRetentionDays, keyArn } = options;
    const logGroup = new CloudwatchLogGroup(this, 'log-group', {
      name: `/portico/${environment}/pods`,
      retentionInDays: logRetentionDays,
      kmsKeyId: keyArn,
    });
    const role = new IamRole(this, 'role', {
      name: `${environment}-pod-logs`,
      assumeRolePolicy: trustService('pods.eks.amazonaws.com'),
    });
    new IamRolePolicy(this, 'permission', {
      name: 'write-pod-logs',
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
    new EksPodIdentityAssociation(this, 'collector', {
      clusterName,
      roleArn: role.arn,
      ...COLLECTOR,
    });
  }
}
