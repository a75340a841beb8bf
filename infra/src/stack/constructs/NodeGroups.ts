import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { NodeGroup } from '@portico/plugin-environments-common';
import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ServiceRole } from './ServiceRole';

/** The groups of nodes and the cluster that they join. */
export interface NodeGroupsOptions {
  readonly environment: string;
  readonly clusterName: string;
  readonly version: string;
  readonly groups: readonly NodeGroup[];
  readonly subnetIds: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly dependsOn: readonly ITerraformDependable[];
}

const TAINT_EFFECTS = {
  NoSchedule: 'NO_SCHEDULE',
  PreferNoSchedule: 'PREFER_NO_SCHEDULE',
  NoExecute: 'NO_EXECUTE',
} as const;

/** Families such as t4g or m7gd have a `g` after the generation: Graviton. */
const GRAVITON = /^[a-z]+\d+g[a-z]*\./;

/** Managed groups of nodes, each with a launch template of its own. */
export class NodeGroups extends Construct {
  /** Groups that pods may count on: on demand and without taints; all where there is none. */
  readonly steady: EksNodeGroup[];
  readonly byName: ReadonlyMap<string, EksNodeGroup>;
  readonly #options: NodeGroupsOptions;
  readonly #nodes: ServiceRole;

  constructor(scope: Construct, id: string, options: NodeGroupsOptions) {
    super(scope, id);
    this.#options = options;
    this.#nodes = new ServiceRole(this, 'node-role', {
      name: `${options.environment}-nodes`,
      service: 'ec2.amazonaws.com',
      managedPolicies: [
        'AmazonEKSWorkerNodePolicy',
        'AmazonEKS_CNI_Policy',
        'AmazonEC2ContainerRegistryPullOnly',
        'AmazonSSMManagedInstanceCore',
      ],
    });
    const created = options.groups.map(group => ({
      group,
      nodeGroup: this.#nodeGroup(group),
    }));
    this.byName = new Map(
      created.map(({ group, nodeGroup }) => [group.name, nodeGroup]),
    );
    const steady = created.filter(
      ({ group }) =>
        group.capacity === 'on-demand' &&
        group.taints.every(({ effect }) => effect === 'PreferNoSchedule'),
    );
    this.steady = (steady.length > 0 ? steady : created).map(
      ({ nodeGroup }) => nodeGroup,
    );
  }

  #nodeGroup(group: NodeGroup): EksNodeGroup {
    const { clusterName, version, subnetIds, dependsOn } = this.#options;
    const template = this.#launchTemplate(group);
    return new EksNodeGroup(this, group.name, {
      clusterName,
      nodeGroupName: group.name,
      version,
      nodeRoleArn: this.#nodes.role.arn,
      subnetIds: [...subnetIds],
      instanceTypes: [group.instanceType],
      capacityType: group.capacity === 'spot' ? 'SPOT' : 'ON_DEMAND',
      amiType: GRAVITON.test(group.instanceType)
        ? 'AL2023_ARM_64_STANDARD'
        : 'AL2023_x86_64_STANDARD',
      scalingConfig: {
        minSize: group.min,
        desiredSize: group.desired,
        maxSize: group.max,
      },
      updateConfig: { maxUnavailablePercentage: 33 },
      labels: group.labels,
      taint: group.taints.map(({ key, value, effect }) => ({
        key,
        value,
        effect: TAINT_EFFECTS[effect],
      })),
      launchTemplate: {
        id: template.id,
        // The number, not `$Latest`, so that a plan shows when nodes are replaced.
        version: template.getStringAttribute('latest_version'),
      },
      // The autoscaler moves the desired size; Terraform must not move it back.
      lifecycle: { ignoreChanges: ['scaling_config[0].desired_size'] },
      dependsOn: [...this.#nodes.attachments, ...dependsOn],
    });
  }

  #launchTemplate(group: NodeGroup): LaunchTemplate {
    const { environment } = this.#options;
    const name = `${environment}-${group.name}`;
    const tags = { ...this.#options.tags, Name: name };
    return new LaunchTemplate(this, `${group.name}-template`, {
      name,
      updateDefaultVersion: true,
      metadataOptions: {
        httpEndpoint: 'enabled',
        httpTokens: 'required',
        // It ends at the node: pods have roles of their own and must not get the node's.
        httpPutResponseHopLimit: 1,
      },
      blockDeviceMappings: [
        {
          deviceName: '/dev/xvda',
          ebs: {
            volumeType: 'gp3',
            volumeSize: group.diskGb,
            encrypted: 'true',
            deleteOnTermination: 'true',
          },
        },
      ],
      tagSpecifications: ['instance', 'volume'].map(resourceType => ({
        resourceType,
        tags,
      })),
    });
  }
}
