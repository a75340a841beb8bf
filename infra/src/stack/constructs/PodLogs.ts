import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { Construct } from 'constructs';
import { writtenLogGroup } from './writtenLogGroup';

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
    const { role } = writtenLogGroup(this, {
      ...options,
      logs: 'pods',
      writer: 'pod-logs',
      service: 'pods.eks.amazonaws.com',
    });
    new EksPodIdentityAssociation(this, 'collector', {
      clusterName: options.clusterName,
      roleArn: role.arn,
      ...COLLECTOR,
    });
  }
}
