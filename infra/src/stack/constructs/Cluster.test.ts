import { EnvironmentSpecInput } from '@portico/plugin-environments-common';
import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { policyOf } from '../../__testUtils__/policies';
import { only, resourcesOf } from '../../__testUtils__/synthesized';
import { ResourceIndex } from '../../document/ResourceIndex';
import { texts } from '../../document/attributes';

const ADDONS = 'aws_eks_addon.cluster_addons_';

function dependsOn(resources: ResourceIndex, address: string): string[] {
  return texts(resources.get(address)?.attributes ?? {}, 'depends_on');
}

type Groups = NonNullable<
  EnvironmentSpecInput['spec']['cluster']
>['nodeGroups'];

function withGroups(...nodeGroups: NonNullable<Groups>) {
  return resourcesOf(aSpec({ cluster: { nodeGroups } }));
}

describe('Cluster', () => {
  it('should be private, encrypted and kept out of extended support', () => {
    const { attributes } = only(resourcesOf(aSpec()), 'aws_eks_cluster');
    expect(attributes).toMatchObject({
      name: 'dev',
      version: '1.35',
      upgrade_policy: { support_type: 'STANDARD' },
      encryption_config: {
        resources: ['secrets'],
        provider: { key_arn: '${aws_kms_key.security_key.arn}' },
      },
      vpc_config: {
        endpoint_private_access: true,
        endpoint_public_access: false,
        subnet_ids: ['a', 'b', 'c'].map(
          zone => `\${aws_subnet.network_subnets_private-us-west-2${zone}.id}`,
        ),
      },
      enabled_cluster_log_types: ['api', 'audit', 'authenticator'],
      bootstrap_self_managed_addons: false,
      deletion_protection: false,
    });
  });

  it('should open its endpoint to the blocks of the spec alone', () => {
    const { attributes } = only(
      resourcesOf(
        aSpec({
          cluster: {
            endpoint: { public: true, allowedCidrs: ['203.0.113.0/24'] },
          },
        }),
      ),
      'aws_eks_cluster',
    );
    expect(attributes.vpc_config).toMatchObject({
      endpoint_public_access: true,
      public_access_cidrs: ['203.0.113.0/24'],
    });
  });

  it('should protect the cluster of production against deletion', () => {
    expect(
      only(resourcesOf(aProdSpec()), 'aws_eks_cluster').attributes,
    ).toMatchObject({ deletion_protection: true });
  });

  // That the network comes first, and the name service last, is among the public faults.
  it('should install what nodes need before they start', () => {
    expect(
      dependsOn(
        resourcesOf(aSpec()),
        'aws_eks_node_group.cluster_nodes_general',
      ),
    ).toEqual(
      expect.arrayContaining([
        `${ADDONS}kube-proxy`,
        `${ADDONS}eks-pod-identity-agent`,
      ]),
    );
  });

  it('should heed policies of the network', () => {
    expect(
      resourcesOf(aSpec()).get(`${ADDONS}vpc-cni`)?.attributes
        .configuration_values,
    ).toBe('{"enableNetworkPolicy":"true"}');
  });

  it('should let volumes be made by a role of their own', () => {
    const resources = resourcesOf(aSpec());
    expect(
      resources.get(`${ADDONS}aws-ebs-csi-driver`)?.attributes
        .pod_identity_association,
    ).toEqual([
      {
        role_arn: '${aws_iam_role.cluster_addons_volume-role_role.arn}',
        service_account: 'ebs-csi-controller-sa',
      },
    ]);
  });
});

describe('PodLogs', () => {
  it('should keep what pods write, encrypted and not for ever', () => {
    expect(
      resourcesOf(aProdSpec()).get(
        'aws_cloudwatch_log_group.cluster_pod-logs_log-group',
      )?.attributes,
    ).toMatchObject({
      name: '/portico/prod/pods',
      retention_in_days: 90,
      kms_key_id: '${aws_kms_key.security_key.arn}',
    });
  });

  it('should let the collector write there, and nowhere else', () => {
    const resources = resourcesOf(aSpec());
    expect(
      only(resources, 'aws_eks_pod_identity_association').attributes,
    ).toMatchObject({
      cluster_name: '${aws_eks_cluster.cluster_cluster.name}',
      namespace: 'logging',
      service_account: 'fluent-bit',
      role_arn: '${aws_iam_role.cluster_pod-logs_role.arn}',
    });
    const group = '${aws_cloudwatch_log_group.cluster_pod-logs_log-group.arn}';
    expect(
      policyOf(
        resources.get('aws_iam_role_policy.cluster_pod-logs_permission')
          ?.attributes ?? {},
      ).map(({ Resource }) => Resource),
    ).toEqual([[group, `${group}:*`]]);
  });
});

describe('NodeGroups', () => {
  it('should start at the desired size and leave it to the autoscaler then', () => {
    const { attributes } = only(resourcesOf(aSpec()), 'aws_eks_node_group');
    expect(attributes).toMatchObject({
      node_group_name: 'general',
      capacity_type: 'ON_DEMAND',
      instance_types: ['t3.medium'],
      ami_type: 'AL2023_x86_64_STANDARD',
      scaling_config: { min_size: 1, desired_size: 2, max_size: 5 },
      lifecycle: { ignore_changes: ['scaling_config[0].desired_size'] },
    });
  });

  it('should harden, encrypt and tag nodes by a template whose version is a number', () => {
    const resources = resourcesOf(aSpec({ tags: { team: 'checkout' } }));
    const { attributes: group } = only(resources, 'aws_eks_node_group');
    expect(group.launch_template).toEqual({
      id: '${aws_launch_template.cluster_nodes_general-template.id}',
      version:
        '${aws_launch_template.cluster_nodes_general-template.latest_version}',
    });
    const { attributes } = only(resources, 'aws_launch_template');
    expect(attributes).toMatchObject({
      metadata_options: { http_tokens: 'required', http_endpoint: 'enabled' },
      block_device_mappings: [
        {
          device_name: '/dev/xvda',
          ebs: { volume_type: 'gp3', volume_size: 20, encrypted: 'true' },
        },
      ],
    });
    const tags = {
      team: 'checkout',
      environment: 'dev',
      class: 'dev',
      owner: 'group:default/platform',
      'managed-by': 'portico',
      Name: 'dev-general',
    };
    expect(attributes.tag_specifications).toEqual([
      { resource_type: 'instance', tags },
      { resource_type: 'volume', tags },
    ]);
  });

  it('should pass spot, labels and taints on, and take the image of the processor', () => {
    const { attributes } = only(
      withGroups({
        name: 'arm',
        instanceType: 'm7g.large',
        capacity: 'spot',
        labels: { workload: 'batch' },
        taints: [{ key: 'batch', value: 'yes', effect: 'PreferNoSchedule' }],
      }),
      'aws_eks_node_group',
    );
    expect(attributes).toMatchObject({
      ami_type: 'AL2023_ARM_64_STANDARD',
      capacity_type: 'SPOT',
      labels: { workload: 'batch' },
      taint: [{ key: 'batch', value: 'yes', effect: 'PREFER_NO_SCHEDULE' }],
    });
  });

  it.each([
    ['t3.medium', 'AL2023_x86_64_STANDARD'],
    ['t4g.large', 'AL2023_ARM_64_STANDARD'],
    ['r7gd.large', 'AL2023_ARM_64_STANDARD'],
    ['g4dn.xlarge', 'AL2023_x86_64_STANDARD'],
    ['m6i.large', 'AL2023_x86_64_STANDARD'],
  ])('should start %s from %s', (instanceType, amiType) => {
    const { attributes } = only(
      withGroups({ name: 'general', instanceType }),
      'aws_eks_node_group',
    );
    expect(attributes.ami_type).toBe(amiType);
  });
});
