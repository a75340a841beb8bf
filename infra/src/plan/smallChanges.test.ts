import { Plan, PlannedResource } from '@portico/plugin-environments-common';
import { aSpec } from '../__testUtils__/aSpec';
import { planOf, resourceOf } from '../__testUtils__/plans';

type Sections = NonNullable<Parameters<typeof aSpec>[0]>;
type Group = 'common' | 'known-bad-inputs' | 'sql-injection';

const NODES = 'aws_eks_node_group.cluster_nodes_general';
const ACL = 'aws_wafv2_web_acl.edge_firewall_web-acl';
const CACHE = 'aws_elasticache_replication_group.cache_replication-group';
const DATABASE = 'aws_db_instance.database_instance';
const REPLICA = 'aws_db_instance.database_replica-1_instance';
const REPLICATION =
  'aws_db_instance_automated_backups_replication.database_backup-copy_replication';

function resourcesOf(plan: Plan): PlannedResource[] {
  return plan.modules.flatMap(({ resources }) => resources);
}

function touched(plan: Plan): string[] {
  return resourcesOf(plan).map(({ action, address }) => `${action} ${address}`);
}

const firewall = (...managedRuleGroups: Group[]): Sections => ({
  edge: { waf: { managedRuleGroups } },
});

describe('a small change', () => {
  it.each([
    ['single', []],
    [
      'per-zone',
      [
        'add aws_eip.network_routing_nat-address-us-west-2c',
        'add aws_nat_gateway.network_routing_nat-us-west-2c',
      ],
    ],
  ] as const)(
    'of the zones from two to three should add what lies in the third, with %s NAT',
    (natGateways, gateways) => {
      const network = { cidr: '10.0.0.0/16', natGateways };
      const plan = planOf(
        { availabilityZones: 2, network },
        { availabilityZones: 3, network },
      );
      const added = touched(plan).filter(entry => entry.startsWith('add '));
      expect(added).toEqual(expect.arrayContaining([...gateways]));
      expect(added.filter(entry => !entry.includes('us-west-2c'))).toEqual([]);
      // What spans the zones takes the new one in; only nodes are made anew.
      const others = resourcesOf(plan).filter(({ action }) => action !== 'add');
      expect(
        others.flatMap(({ changes = [] }) =>
          changes.filter(
            ({ path }) => !/(subnet|table)(_id)?s?\b.*\[2\]$/.test(path),
          ),
        ),
      ).toEqual([]);
      expect(plan.summary).toMatchObject({ replace: 1, destroy: 0 });
      expect(resourceOf(plan, NODES)).toMatchObject({
        action: 'replace',
        dataLoss: false,
        reason: 'subnet_ids cannot be changed in place',
      });
    },
  );

  it('of the size of a node group should touch the group alone', () => {
    const plan = planOf(
      {},
      { cluster: { nodeGroups: [{ name: 'general', min: 2, max: 7 }] } },
    );
    expect(touched(plan)).toEqual([`change ${NODES}`]);
    expect(resourceOf(plan, NODES)?.changes).toEqual([
      { path: 'scaling_config.max_size', before: 5, after: 7 },
      { path: 'scaling_config.min_size', before: 1, after: 2 },
    ]);
  });

  it('of the place of a firewall rule should change two priorities and nothing else', () => {
    const plan = planOf(
      firewall('common', 'sql-injection'),
      firewall('sql-injection', 'common'),
    );
    expect(touched(plan)).toEqual([`change ${ACL}`]);
    expect(resourceOf(plan, ACL)?.changes).toEqual([
      { path: 'rule[common].priority', before: 1, after: 2 },
      { path: 'rule[sql-injection].priority', before: 2, after: 1 },
    ]);
  });

  it('that puts a firewall rule between two should add it and move what follows', () => {
    const plan = planOf(
      firewall('common', 'sql-injection'),
      firewall('common', 'known-bad-inputs', 'sql-injection'),
    );
    expect(touched(plan)).toEqual([`change ${ACL}`]);
    expect(
      resourceOf(plan, ACL)?.changes?.map(({ path, before }) => [path, before]),
    ).toEqual([
      ['rule[sql-injection].priority', 2],
      ['rule[known-bad-inputs]', null],
    ]);
  });

  it("of an engine's minor version should touch the engine alone, in place", () => {
    const plan = planOf(
      { cache: { engine: 'redis', version: '7.0' } },
      { cache: { engine: 'redis', version: '7.1' } },
    );
    expect(touched(plan)).toEqual([`change ${CACHE}`]);
    expect(resourceOf(plan, CACHE)).toMatchObject({
      dataLoss: false,
      changes: [{ path: 'engine_version', before: '7.0', after: '7.1' }],
    });
  });

  it("of the database's major version should keep its data", () => {
    const plan = planOf(
      { database: { engine: 'postgres', version: '16' } },
      { database: { engine: 'postgres', version: '17' } },
    );
    expect(resourceOf(plan, DATABASE)).toMatchObject({
      action: 'change',
      dataLoss: false,
      reason: 'the database restarts',
    });
    expect(touched(plan).filter(entry => entry.startsWith('replace '))).toEqual(
      ['replace aws_db_parameter_group.database_parameters'],
    );
  });

  it('of the number of replicas should touch nothing but the replica, and lose nothing', () => {
    const one = { database: { engine: 'postgres', readReplicas: 1 } } as const;
    const added = planOf({}, one);
    expect(touched(added)).toEqual([
      'add aws_cloudwatch_log_group.database_replica-1_postgresql-log-group',
      'add aws_cloudwatch_log_group.database_replica-1_upgrade-log-group',
      'add aws_db_instance.database_replica-1_instance',
    ]);
    const removed = planOf(one, {});
    expect(removed.summary).toEqual({
      add: 0,
      change: 0,
      replace: 0,
      destroy: 3,
    });
    expect(resourceOf(removed, REPLICA)).toMatchObject({
      action: 'destroy',
      dataLoss: false,
    });
  });

  it('of the windows should be made in place, on replicas too', () => {
    const database = { engine: 'postgres', readReplicas: 1 } as const;
    const plan = planOf(
      { database },
      { database: { ...database, maintenanceWindow: 'mon:01:00-mon:02:00' } },
    );
    expect(touched(plan)).toEqual([`change ${DATABASE}`, `change ${REPLICA}`]);
    expect(resourceOf(plan, REPLICA)?.changes).toEqual([
      {
        path: 'maintenance_window',
        before: 'sun:04:30-sun:05:30',
        after: 'mon:01:00-mon:02:00',
      },
    ]);
  });

  it('that ends the copies of backups should leave the database alone', () => {
    const copied = (backupCopyRegion: string) => ({
      database: { engine: 'postgres' as const, backupCopyRegion },
    });
    const plan = planOf(copied('us-east-1'), copied('none'));
    expect(touched(plan)).toEqual([
      `destroy ${REPLICATION}`,
      'destroy aws_kms_alias.database_backup-copy_alias',
      'destroy aws_kms_key.database_backup-copy_key',
    ]);
    expect(resourceOf(plan, REPLICATION)?.dataLoss).toBe(false);
    const moved = planOf(copied('us-east-1'), copied('eu-central-1'));
    expect(moved.summary).toEqual({
      add: 0,
      change: 0,
      replace: 3,
      destroy: 0,
    });
    for (const { reason } of resourcesOf(moved)) {
      expect(reason).toContain('region cannot be changed in place');
    }
  });

  it('that asks clients of the cache for a token should be made in place, and say what is left to do', () => {
    const plan = planOf({}, { cache: { engine: 'redis', authToken: true } });
    expect(touched(plan)).toEqual([
      // Pods may read it.
      'change aws_iam_role_policy.cluster_workloads_external-secrets_permission',
      `change ${CACHE}`,
      'add aws_secretsmanager_secret.cache_token_secret',
      'add aws_secretsmanager_secret_version.cache_token_version',
    ]);
    expect(resourceOf(plan, CACHE)).toMatchObject({
      dataLoss: false,
      reason: expect.stringContaining('clients without the token'),
    });
  });

  it.each([
    ['another engine of the cache', { cache: { engine: 'valkey' } }, CACHE],
    [
      'another network',
      { network: { cidr: '10.9.0.0/16', natGateways: 'single' } },
      DATABASE,
    ],
  ] as const)('to %s should be marked as loss of data', (_, after, address) => {
    expect(resourceOf(planOf({}, after), address)).toMatchObject({
      action: 'replace',
      dataLoss: true,
      reason: expect.stringMatching(/lost/),
    });
  });
});
