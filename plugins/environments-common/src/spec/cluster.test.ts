import { cluster, issuesOf, specWith } from '../__testUtils__/issuesOf';

const group = { name: 'general' };

describe('clusterSchema', () => {
  it.each<[string, object, string[]]>([
    [
      'more than the largest',
      cluster({ ...group, min: 9, max: 5 }),
      ['spec.cluster.nodeGroups[0].min: must not be larger than max (5)'],
    ],
    [
      'a size outside',
      cluster({ ...group, min: 1, desired: 6, max: 5 }),
      [
        'spec.cluster.nodeGroups[0].desired: must be between min (1) and max (5)',
      ],
    ],
    [
      'a negative size',
      cluster({ ...group, min: -1 }),
      ['spec.cluster.nodeGroups[0].min: must be at least 0'],
    ],
    [
      'half a node',
      cluster({ ...group, desired: 1.5 }),
      ['spec.cluster.nodeGroups[0].desired: must be a whole number'],
    ],
    [
      'a number in text',
      cluster({ ...group, desired: '2' }),
      ['spec.cluster.nodeGroups[0].desired: must be a number'],
    ],
    [
      'a size that is no number',
      cluster({ ...group, desired: NaN }),
      ['spec.cluster.nodeGroups[0].desired: must be a number'],
    ],
    [
      'an endless size',
      cluster({ ...group, max: Infinity }),
      ['spec.cluster.nodeGroups[0].max: must be a number'],
    ],
    [
      'somebody who is none, and the same one twice',
      {
        cluster: {
          access: [
            { principalArn: 'arn:aws:iam::123456789012:root', level: 'view' },
            { principalArn: 'arn:aws:iam::123456789012:role/a', level: 'all' },
            { principalArn: 'arn:aws:iam::123456789012:role/a', level: 'edit' },
          ],
        },
      },
      [
        'spec.cluster.access[0].principalArn: must be the ARN of a role or a user, such as arn:aws:iam::123456789012:role/platform',
        'spec.cluster.access[1].level: must be one of admin, edit, view',
      ],
    ],
    [
      'the same role twice',
      {
        cluster: {
          access: ['view', 'edit'].map(level => ({
            principalArn: 'arn:aws:iam::123456789012:role/team/a',
            level,
          })),
        },
      },
      [
        'spec.cluster.access[1].principalArn: repeats entry 0; each must be there once',
      ],
    ],
    [
      'a cluster that exists beside what is chosen when one is made',
      {
        cluster: { existing: { name: 'shared' }, version: '1.35', access: [] },
      },
      [
        'spec.cluster.existing: must be left out beside version, access: a cluster is made, or one that exists is used',
        'spec.cluster.existing: must be in a network that exists too: name the one of the cluster in network.existing',
      ],
    ],
    [
      'a cluster that exists in a network that does not',
      { cluster: { existing: { name: 'shared' } } },
      [
        'spec.cluster.existing: must be in a network that exists too: name the one of the cluster in network.existing',
      ],
    ],
    [
      'a cluster that exists by a name and a group that are none',
      {
        cluster: {
          existing: { name: 'a b', nodeSecurityGroupId: 'subnet-0a1b2c3d' },
        },
      },
      [
        'spec.cluster.existing.name: must be the name of a cluster of EKS, such as shared',
        'spec.cluster.existing.nodeSecurityGroupId: must be the id of a security group, such as sg-0a1b2c3d4e5f60718',
        'spec.cluster.existing: must be in a network that exists too: name the one of the cluster in network.existing',
      ],
    ],
    [
      'no groups',
      cluster(),
      ['spec.cluster.nodeGroups: must have at least 1 entry'],
    ],
    [
      'a group twice',
      cluster(group, group),
      [
        'spec.cluster.nodeGroups[1].name: repeats entry 0; each must be there once',
      ],
    ],
    [
      'only groups with taints',
      cluster({ ...group, taints: [{ key: 'gpu', effect: 'NoSchedule' }] }),
      [
        'spec.cluster.nodeGroups: must have one group without taints, or the name service of the cluster has no node to run on',
      ],
    ],
    [
      'a taint of no effect',
      cluster({ ...group, taints: [{ key: 'gpu', effect: 'No' }] }),
      [
        'spec.cluster.nodeGroups[0].taints[0].effect: must be one of NoSchedule, PreferNoSchedule, NoExecute',
      ],
    ],
    [
      'a label of Kubernetes',
      cluster({ ...group, labels: { 'node.kubernetes.io/x': 'y' } }),
      [
        'spec.cluster.nodeGroups[0].labels["node.kubernetes.io/x"]: the name must not use a prefix of Kubernetes itself (kubernetes.io, k8s.io)',
      ],
    ],
    [
      'a label with a bad value',
      cluster({ ...group, labels: { team: 'a b' } }),
      [
        'spec.cluster.nodeGroups[0].labels.team: must have at most 63 letters, digits, dots, hyphens or underscores, and start and end with a letter or digit',
      ],
    ],
    [
      'a type of a database',
      cluster({ ...group, instanceType: 'db.t3' }),
      [
        'spec.cluster.nodeGroups[0].instanceType: must be a type of EC2, such as t3.medium, without db. or cache.',
      ],
    ],
    [
      'a type with a command',
      cluster({ ...group, instanceType: 't3.medium;rm' }),
      [
        'spec.cluster.nodeGroups[0].instanceType: must be an instance type, such as t3.medium',
      ],
    ],
    [
      'a version that YAML cut',
      { cluster: { version: 1.3 } },
      [
        'spec.cluster.version: must be in quotes, such as "1.35": without them 1.30 reads as 1.3',
      ],
    ],
    [
      'an old version',
      { cluster: { version: '1.9' } },
      [
        'spec.cluster.version: must be a Kubernetes version from 1.28 on, such as "1.35"',
      ],
    ],
    [
      'a public endpoint for nobody',
      { cluster: { endpoint: { public: true } } },
      [
        'spec.cluster.endpoint.allowedCidrs: must name at least one block when the endpoint is public, such as 203.0.113.0/24',
      ],
    ],
    [
      'days that CloudWatch does not know',
      { cluster: { logRetentionDays: 31 } },
      [
        'spec.cluster.logRetentionDays: must be one of the numbers of days that CloudWatch knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827',
      ],
    ],
  ])('should refuse %s', (_, spec, issues) => {
    expect(issuesOf(specWith(spec))).toEqual(issues);
  });
});
