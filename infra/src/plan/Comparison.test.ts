import { aSpec } from '../__testUtils__/aSpec';
import { planOf, resourceOf } from '../__testUtils__/plans';
import { synthesized } from '../__testUtils__/synthesized';
import { planDocuments } from './planDocuments';

const DATABASE = 'aws_db_instance.database_instance';

describe('Comparison', () => {
  it('should follow a new template version to the nodes that it replaces', () => {
    const plan = planOf(
      {},
      { cluster: { nodeGroups: [{ name: 'general', diskGb: 50 }] } },
    );
    expect(plan.summary).toEqual({ add: 0, change: 2, replace: 0, destroy: 0 });
    expect(
      resourceOf(plan, 'aws_launch_template.cluster_nodes_general-template'),
    ).toMatchObject({
      action: 'change',
      reason: expect.stringContaining('one by one'),
    });
    expect(
      resourceOf(plan, 'aws_eks_node_group.cluster_nodes_general')?.changes,
    ).toEqual([
      {
        path: 'launch_template',
        before:
          'aws_launch_template.cluster_nodes_general-template.latest_version',
        after:
          'aws_launch_template.cluster_nodes_general-template.latest_version (known after apply)',
      },
    ]);
  });

  it('should replace nodes of another size', () => {
    const plan = planOf(
      {},
      {
        cluster: {
          nodeGroups: [{ name: 'general', instanceType: 't3.large' }],
        },
      },
    );
    expect(
      resourceOf(plan, 'aws_eks_node_group.cluster_nodes_general'),
    ).toMatchObject({
      action: 'replace',
      dataLoss: false,
      reason: 'instance_types cannot be changed in place',
    });
  });

  it('should follow another network to everything that lies in it, and mark what is lost', () => {
    const plan = planOf(
      {},
      { network: { cidr: '10.9.0.0/16', natGateways: 'single' } },
    );
    const replaced = plan.modules.flatMap(({ resources }) =>
      resources.filter(({ action }) => action === 'replace'),
    );
    expect(replaced.map(({ resourceType }) => resourceType)).toEqual(
      expect.arrayContaining([
        'aws_vpc',
        'aws_subnet',
        'aws_eks_cluster',
        'aws_eks_node_group',
        'aws_eks_addon',
        'aws_db_subnet_group',
        'aws_db_instance',
        'aws_elasticache_replication_group',
        'aws_lb',
      ]),
    );
    expect(
      replaced
        .filter(({ dataLoss }) => dataLoss)
        .map(({ resourceType }) => resourceType),
    ).toEqual(['aws_db_instance', 'aws_elasticache_replication_group']);
    expect(resourceOf(plan, DATABASE)).toMatchObject({
      reason:
        'aws_db_subnet_group.database_subnet-group, which it is tied to by db_subnet_group_name, is replaced; the data of the database is lost, without a final snapshot',
    });
    expect(resourceOf(plan, 'aws_kms_key.security_key')).toBe(undefined);
  });

  it('should replace an environment of another name, with its data', () => {
    const plan = planDocuments({
      before: synthesized(aSpec({}, 'old')),
      after: synthesized(aSpec({}, 'new-name')),
    });
    expect(resourceOf(plan, DATABASE)).toMatchObject({
      action: 'replace',
      dataLoss: true,
      changes: expect.arrayContaining([
        {
          path: 'identifier',
          before: 'old-postgres',
          after: 'new-name-postgres',
        },
      ]),
    });
  });

  it('should replace everything but roles in another region', () => {
    const plan = planOf({}, { region: 'us-east-1' });
    const kept = plan.modules
      .flatMap(({ resources }) => resources)
      .filter(({ action }) => action === 'change');
    expect(
      kept.filter(({ resourceType }) => !resourceType.startsWith('aws_iam_')),
    ).toEqual([]);
    expect(resourceOf(plan, DATABASE)?.reason).toContain(
      'the region changes from us-west-2 to us-east-1',
    );
  });

  it('should change the tags of everything that has some', () => {
    const plan = planOf({}, { tags: { team: 'checkout' } });
    expect(plan.summary.replace).toBe(0);
    expect(resourceOf(plan, 'aws_vpc.network_vpc')?.changes).toEqual([
      { path: 'tags_all.team', before: null, after: 'checkout' },
    ]);
    expect(
      resourceOf(
        plan,
        'aws_wafv2_web_acl_association.edge_firewall_association',
      ),
    ).toBe(undefined);
  });

  it('should add a zone without touching the others', () => {
    const plan = planOf({ availabilityZones: 2 }, { availabilityZones: 3 });
    expect(plan.summary).toMatchObject({ destroy: 0 });
    expect(resourceOf(plan, DATABASE)).toBe(undefined);
    expect(
      resourceOf(plan, 'aws_subnet.network_subnets_public-us-west-2a'),
    ).toBe(undefined);
    expect(
      resourceOf(plan, 'aws_subnet.network_subnets_public-us-west-2c')?.action,
    ).toBe('add');
  });
});
