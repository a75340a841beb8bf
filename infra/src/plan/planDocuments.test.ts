import { planSchema, Plan } from '@portico/plugin-environments-common';
import { aProdSpec, aSpec } from '../__testUtils__/aSpec';
import { aDocument, synthesized } from '../__testUtils__/synthesized';
import { planDocuments } from './planDocuments';

type Sections = Parameters<typeof aSpec>[0];

function planOf(before: Sections, after: Sections): Plan {
  return planDocuments({
    before: synthesized(aSpec(before)),
    after: synthesized(aSpec(after)),
  });
}

function resourceOf(plan: Plan, address: string) {
  return plan.modules
    .flatMap(({ resources }) => resources)
    .find(resource => resource.address === address);
}

const DATABASE = 'aws_db_instance.database_instance';

describe('planDocuments', () => {
  it('should add everything of a new environment, module by module', () => {
    const after = synthesized(aSpec());
    const plan = planDocuments({ after });
    expect(plan.basis).toBe('structural');
    expect(plan.modules.map(({ module }) => module)).toEqual([
      'network',
      'cluster',
      'database',
      'cache',
      'edge',
      'security',
    ]);
    expect(plan.summary).toEqual({
      add: plan.modules.reduce((sum, { add }) => sum + add, 0),
      change: 0,
      replace: 0,
      destroy: 0,
    });
    expect(resourceOf(plan, 'aws_vpc.network_vpc')).toEqual({
      address: 'aws_vpc.network_vpc',
      resourceType: 'aws_vpc',
      action: 'add',
      dataLoss: false,
    });
    expect(planSchema.parse(plan)).toEqual(plan);
  });

  it('should do nothing where nothing differs', () => {
    expect(planOf({}, {})).toEqual({
      basis: 'structural',
      summary: { add: 0, change: 0, replace: 0, destroy: 0 },
      modules: [],
    });
  });

  it('should change a database in place when it grows', () => {
    const plan = planOf(
      {},
      {
        database: {
          engine: 'postgres',
          instanceClass: 'db.t3.small',
          storageGb: 40,
        },
      },
    );
    expect(plan.summary).toEqual({ add: 0, change: 1, replace: 0, destroy: 0 });
    expect(resourceOf(plan, DATABASE)).toEqual({
      address: DATABASE,
      resourceType: 'aws_db_instance',
      action: 'change',
      dataLoss: false,
      reason: 'the database restarts',
      changes: [
        { path: 'allocated_storage', before: 20, after: 40 },
        {
          path: 'instance_class',
          before: 'db.t3.micro',
          after: 'db.t3.small',
        },
      ],
    });
  });

  it('should tell what Terraform leaves to the autoscaler', () => {
    const plan = planOf(
      {},
      { cluster: { nodeGroups: [{ name: 'general', desired: 4 }] } },
    );
    expect(
      resourceOf(plan, 'aws_eks_node_group.cluster_nodes_general'),
    ).toMatchObject({
      action: 'change',
      reason: expect.stringContaining('autoscaler'),
      changes: [{ path: 'scaling_config.desired_size', before: 2, after: 4 }],
    });
  });

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

  it('should tell what is destroyed, what is lost and what will not let go', () => {
    const plan = planDocuments({ before: synthesized(aProdSpec()) });
    expect(plan.summary).toMatchObject({ add: 0, change: 0, replace: 0 });
    expect(resourceOf(plan, DATABASE)).toEqual({
      address: DATABASE,
      resourceType: 'aws_db_instance',
      action: 'destroy',
      dataLoss: true,
      reason: expect.stringMatching(
        /unless it is restored from the final snapshot; deletion protection is on/,
      ),
    });
    expect(
      resourceOf(plan, 'aws_subnet.network_subnets_public-us-west-2a'),
    ).toMatchObject({ action: 'destroy', dataLoss: false });
  });

  it('should destroy a section that is taken out', () => {
    const plan = planOf({}, { cache: undefined });
    expect(
      resourceOf(
        plan,
        'aws_elasticache_replication_group.cache_replication-group',
      ),
    ).toMatchObject({ action: 'destroy', dataLoss: true });
  });

  it.each([
    [
      { database: { engine: 'postgres', storageGb: 40 } as const },
      { database: { engine: 'postgres', storageGb: 20 } as const },
      DATABASE,
      /does not make storage smaller/,
    ],
    [
      { database: { engine: 'postgres', version: '17' } as const },
      { database: { engine: 'postgres', version: '16' } as const },
      DATABASE,
      /RDS does not go back/,
    ],
    [
      { cluster: { version: '1.36' } },
      { cluster: { version: '1.35' } },
      'aws_eks_cluster.cluster_cluster',
      /EKS does not go back/,
    ],
  ])(
    'should warn of what AWS refuses: %j',
    (before, after, address, reason) => {
      expect(resourceOf(planOf(before, after), address)?.reason).toMatch(
        reason,
      );
    },
  );

  it('should not take an order of work for a change', () => {
    const before = aDocument({ 'aws_vpc.a': { depends_on: ['x'] } });
    const after = aDocument({
      'aws_vpc.a': { lifecycle: { prevent_destroy: true } },
    });
    expect(planDocuments({ before, after }).modules).toEqual([]);
  });
});
