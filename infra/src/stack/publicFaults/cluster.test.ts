import { aSpec } from '../../__testUtils__/aSpec';
import {
  PublicFault,
  faultyHere,
  faultyInTwin,
} from '../../__testUtils__/publicFaults';
import { seeded } from '../../__testUtils__/seededMistakes';
import { synthesized } from '../../__testUtils__/synthesized';
import {
  block,
  blocks,
  listReferences,
  number,
  text,
  texts,
} from '../../document/attributes';
import { ResourceIndex } from '../../document/ResourceIndex';
import {
  TerraformDocument,
  TerraformResource,
} from '../../document/TerraformDocument';
import { planDocuments } from '../../plan/planDocuments';

const NODES = ['aws_eks_node_group', 'cluster_nodes_general'];
const TEMPLATE = ['aws_launch_template', 'cluster_nodes_general-template'];
const COREDNS = ['aws_eks_addon', 'cluster_addons_coredns'];

/** Groups of all kinds, the one to count on neither first nor last. */
const MIXED = aSpec({
  cluster: {
    nodeGroups: [
      { name: 'cheap', capacity: 'spot' },
      { name: 'general' },
      { name: 'special', taints: [{ key: 'gpu', effect: 'NoSchedule' }] },
    ],
  },
});

function ofType(document: TerraformDocument, type: string) {
  return ResourceIndex.of(document).ofType(type);
}

function addon(document: TerraformDocument, name: string) {
  return ofType(document, 'aws_eks_addon').filter(
    ({ attributes }) => attributes.addon_name === name,
  );
}

function waitsFor({ attributes }: TerraformResource): string[] {
  return texts(attributes, 'depends_on');
}

/** Nodes that come and go, or that take only pods which ask for them. */
function unsteady({ attributes }: TerraformResource): boolean {
  return (
    attributes.capacity_type !== 'ON_DEMAND' ||
    blocks(attributes, 'taint').some(
      ({ effect }) => effect !== 'PREFER_NO_SCHEDULE',
    )
  );
}

function addresses(resources: readonly TerraformResource[]): string[] {
  return resources.map(({ address }) => address);
}

/** The groups of a node that tell the cluster that they are its own; EKS adds one where a template names none. */
function clusterGroups(
  document: TerraformDocument,
  template: TerraformResource,
): number {
  const resources = ResourceIndex.of(document);
  const named = [
    ...texts(template.attributes, 'vpc_security_group_ids'),
    ...blocks(template.attributes, 'network_interfaces').flatMap(device =>
      texts(device, 'security_groups'),
    ),
  ];
  const tagged = listReferences(named).filter(
    address =>
      resources.get(address)?.type === 'aws_eks_cluster' ||
      Object.keys(block(resources.get(address)?.attributes ?? {}, 'tags')).some(
        key => key.startsWith('kubernetes.io/cluster/'),
      ),
  );
  return named.length === 0 ? 1 : tagged.length;
}

const FAULTS: readonly PublicFault[] = [
  {
    fault:
      'terraform-aws-eks#681, #2030, aws/containers-roadmap#1637: Terraform takes back what the autoscaler did',
    specs: [MIXED],
    find: document =>
      addresses(
        ofType(document, 'aws_eks_node_group').filter(({ attributes }) => {
          const size = (name: string) =>
            number(block(attributes, 'scaling_config'), name) ?? NaN;
          const left = texts(block(attributes, 'lifecycle'), 'ignore_changes');
          return !(
            left.includes('scaling_config[0].desired_size') &&
            size('min_size') <= size('desired_size') &&
            size('desired_size') <= size('max_size')
          );
        }),
      ),
    twin: document => seeded(document, [...NODES, 'lifecycle'], undefined),
  },
  {
    fault:
      'terraform-aws-eks#1801, #3001, hashicorp/terraform-provider-aws#20404: the name service waits for nodes that never take it',
    specs: [MIXED],
    find: document => {
      const groups = ofType(document, 'aws_eks_node_group');
      const steady = addresses(groups.filter(group => !unsteady(group)));
      return addresses(
        addon(document, 'coredns').filter(
          coredns => !steady.some(group => waitsFor(coredns).includes(group)),
        ),
      );
    },
    twin: document => seeded(document, [...COREDNS, 'depends_on'], undefined),
  },
  {
    fault:
      'terraform-aws-eks#2820: nodes come before the network of their pods and never get ready',
    find: document => {
      const network = addresses(addon(document, 'vpc-cni'));
      return [
        ...addresses(
          ofType(document, 'aws_eks_node_group').filter(
            group =>
              !network.some(address => waitsFor(group).includes(address)),
          ),
        ),
        ...addresses(
          addon(document, 'vpc-cni').filter(cni =>
            waitsFor(cni).some(address => address.includes('node_group')),
          ),
        ),
      ];
    },
    twin: document => seeded(document, [...NODES, 'depends_on'], []),
  },
  {
    fault:
      'terraform-aws-eks#1446, #1826: nodes of a version that nobody reads in a plan',
    specs: [MIXED],
    find: document =>
      addresses(
        ofType(document, 'aws_eks_node_group').filter(
          ({ attributes }) =>
            !text(block(attributes, 'launch_template'), 'version')?.endsWith(
              '.latest_version}',
            ),
        ),
      ),
    twin: document =>
      seeded(document, [...NODES, 'launch_template', 'version'], '$Latest'),
  },
  {
    fault:
      'terraform-aws-eks#1810, #1986, #3684, #2468: two groups of a node say that they are the cluster’s, and load balancers fail',
    find: document =>
      addresses(
        ofType(document, 'aws_launch_template').filter(
          template => clusterGroups(document, template) > 1,
        ),
      ),
    twin: document =>
      seeded(
        seeded(document, ['aws_security_group', 'nodes'], {
          tags: { 'kubernetes.io/cluster/dev': 'owned' },
        }),
        [...TEMPLATE, 'vpc_security_group_ids'],
        [
          '${aws_eks_cluster.cluster_cluster.vpc_config[0].cluster_security_group_id}',
          '${aws_security_group.nodes.id}',
        ],
      ),
  },
  {
    fault:
      'terraform-aws-eks#920, #1019, #2486, #2763, hashicorp/terraform-provider-aws#28973: EKS makes the log group first, and keeps logs for ever',
    find: document => {
      const groups = ofType(document, 'aws_cloudwatch_log_group');
      return addresses(
        ofType(document, 'aws_eks_cluster').filter(cluster => {
          const name = `/aws/eks/${text(cluster.attributes, 'name')}/cluster`;
          const own = groups.find(({ attributes }) => attributes.name === name);
          return !(
            own &&
            Number(own.attributes.retention_in_days) > 0 &&
            waitsFor(cluster).includes(own.address)
          );
        }),
      );
    },
    twin: document =>
      seeded(
        document,
        ['aws_eks_cluster', 'cluster_cluster', 'depends_on'],
        [],
      ),
  },
];

/** What becomes of what was there before. */
function disturbed(after: TerraformDocument): string[] {
  const plan = planDocuments({ before: synthesized(aSpec()), after });
  return plan.modules.flatMap(({ resources }) =>
    resources
      .filter(({ action }) => action !== 'add')
      .map(({ address, action }) => `${address}: ${action}`),
  );
}

describe('public faults of clusters', () => {
  describe.each(FAULTS)('$fault', fault => {
    it('should not be here', () => {
      expect(faultyHere(fault)).toEqual([]);
    });

    it('should be found in a twin that has it', () => {
      expect(faultyInTwin(fault)).not.toEqual([]);
    });
  });

  describe('terraform-aws-eks#1152, aws-controllers-k8s/community#2758: built again, nodes are replaced', () => {
    it('should not be here', () => {
      expect(disturbed(synthesized(aSpec()))).toEqual([]);
    });

    it('should not be here when a group is put in front', () => {
      const [general] = aSpec().spec.cluster?.nodeGroups ?? [];
      const nodeGroups = [{ name: 'batch' }, general];
      const after = synthesized(aSpec({ cluster: { nodeGroups } }));
      expect(disturbed(after)).toEqual([]);
    });

    it('should be found in a twin that has it', () => {
      const twin = seeded(
        synthesized(aSpec()),
        [...NODES, 'node_group_name'],
        'general-x7k2',
      );
      expect(disturbed(twin)).toEqual([`${NODES.join('.')}: replace`]);
    });
  });
});
