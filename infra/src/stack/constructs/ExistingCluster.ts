import { DataAwsEksCluster } from '@cdktf/provider-aws/lib/data-aws-eks-cluster';
import { ExistingCluster as ExistingClusterSpec } from '@portico/plugin-environments-common';
import { Construct } from 'constructs';
import { GroupSource } from './ClosedGroup';
import { clusterOutputs } from './clusterOutputs';
import { EnvironmentOutput, EnvironmentPart } from './EnvironmentPart';

/** A cluster that somebody else makes and changes: it is looked up, and nothing in it is built here. */
export class ExistingCluster extends Construct implements EnvironmentPart {
  readonly nodes: GroupSource;
  readonly name: string;
  readonly arn: string;
  readonly outputs: EnvironmentOutput[];

  constructor(scope: Construct, id: string, existing: ExistingClusterSpec) {
    super(scope, id);
    const cluster = new DataAwsEksCluster(this, 'cluster', {
      name: existing.name,
    });
    this.name = existing.name;
    this.arn = cluster.arn;
    this.nodes = {
      id: 'nodes',
      securityGroupId:
        existing.nodeSecurityGroupId ??
        cluster.vpcConfig.get(0).clusterSecurityGroupId,
    };
    this.outputs = clusterOutputs(existing.name, cluster.endpoint);
  }
}
