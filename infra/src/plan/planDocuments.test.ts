import { planSchema } from '@portico/plugin-environments-common';
import { aProdSpec, aSpec } from '../__testUtils__/aSpec';
import { planOf, resourceOf } from '../__testUtils__/plans';
import { aDocument, synthesized } from '../__testUtils__/synthesized';
import { planDocuments } from './planDocuments';

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
