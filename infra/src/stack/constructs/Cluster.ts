import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { MadeCluster } from '@portico/plugin-environments-common';
import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { AlarmRule, clusterAlarm, nodeGroupAlarm } from './alarmRules';
import { GroupSource } from './ClosedGroup';
import { ClusterAccess } from './ClusterAccess';
import { ClusterAddons } from './ClusterAddons';
import { clusterOutputs } from './clusterOutputs';
import { EnvironmentOutput } from './EnvironmentPart';
import { NodeGroups } from './NodeGroups';
import { PodLogs } from './PodLogs';
import { policyDocument } from './policyDocument';
import { ServiceRole } from './ServiceRole';

/** The cluster, where it runs and what encrypts it. */
export interface ClusterOptions {
  readonly environment: string;
  readonly cluster: MadeCluster;
  readonly subnetIds: readonly string[];
  readonly keyArn: string;
  /** Makes what nodes must find when they start, for whoever is in their group. */
  readonly reach: (nodes: GroupSource) => ITerraformDependable[];
  readonly deletionProtection: boolean;
  /** Tags that instances and volumes get by launch template; the provider's own do not reach them. */
  readonly tags: Readonly<Record<string, string>>;
}

/** An EKS cluster in the private subnets, its nodes and its add-ons. */
export class Cluster extends Construct {
  /** The group that EKS makes and gives to every node. */
  readonly nodes: GroupSource;
  readonly name: string;
  readonly arn: string;
  /** Who says which pod it is that asks for a role. */
  readonly issuerUrl: string;
  readonly alarms: AlarmRule[];
  readonly outputs: EnvironmentOutput[];

  constructor(scope: Construct, id: string, options: ClusterOptions) {
    super(scope, id);
    const { environment, subnetIds, cluster: spec, tags } = options;
    const cluster = this.#controlPlane(options);
    this.name = cluster.name;
    this.arn = cluster.arn;
    this.issuerUrl = cluster.identity.get(0).oidc.get(0).issuer;
    this.outputs = clusterOutputs(cluster.name, cluster.endpoint);
    this.nodes = {
      id: 'nodes',
      securityGroupId: cluster.vpcConfig.clusterSecurityGroupId,
    };
    const addons = new ClusterAddons(this, 'addons', {
      environment,
      clusterName: cluster.name,
    });
    const groups = new NodeGroups(this, 'nodes', {
      environment,
      clusterName: cluster.name,
      version: cluster.version,
      groups: spec.nodeGroups,
      subnetIds,
      tags,
      dependsOn: [...addons.beforeNodes, ...options.reach(this.nodes)],
    });
    addons.installAfter(groups.steady);
    new ClusterAccess(this, 'access', {
      clusterName: cluster.name,
      access: spec.access ?? [],
    });
    new PodLogs(this, 'pod-logs', {
      environment,
      clusterName: cluster.name,
      logRetentionDays: spec.logRetentionDays,
      keyArn: options.keyArn,
    });
    this.alarms = [
      clusterAlarm(cluster.name),
      ...[...groups.byName].map(([name, { resources }]) =>
        nodeGroupAlarm(name, resources.get(0).autoscalingGroups.get(0).name),
      ),
    ];
  }

  #controlPlane(options: ClusterOptions): EksCluster {
    const { environment, cluster: spec, subnetIds, keyArn } = options;
    const { role, attachments } = new ServiceRole(this, 'cluster-role', {
      name: `${environment}-cluster`,
      service: 'eks.amazonaws.com',
      managedPolicies: ['AmazonEKSClusterPolicy'],
    });
    const keyAccess = new IamRolePolicy(this, 'key-access', {
      name: 'use-environment-key',
      role: role.id,
      policy: policyDocument({
        Effect: 'Allow',
        Action: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ListGrants',
          'kms:DescribeKey',
        ],
        Resource: keyArn,
      }),
    });
    // EKS would make this group itself, without an end to what it keeps.
    const logGroup = new CloudwatchLogGroup(this, 'log-group', {
      name: `/aws/eks/${environment}/cluster`,
      retentionInDays: spec.logRetentionDays,
      kmsKeyId: keyArn,
    });
    return new EksCluster(this, 'cluster', {
      name: environment,
      version: spec.version,
      roleArn: role.arn,
      deletionProtection: options.deletionProtection,
      bootstrapSelfManagedAddons: false,
      enabledClusterLogTypes: [...spec.controlPlaneLogs],
      upgradePolicy: { supportType: 'STANDARD' },
      accessConfig: {
        authenticationMode: 'API',
        bootstrapClusterCreatorAdminPermissions: true,
      },
      encryptionConfig: { resources: ['secrets'], provider: { keyArn } },
      vpcConfig: {
        subnetIds: [...subnetIds],
        endpointPrivateAccess: true,
        endpointPublicAccess: spec.endpoint.public,
        publicAccessCidrs: spec.endpoint.public
          ? [...spec.endpoint.allowedCidrs]
          : undefined,
      },
      dependsOn: [logGroup, keyAccess, ...attachments],
    });
  }
}
