import { Attributes } from '../../document/TerraformDocument';
import { aDocument } from '../../__testUtils__/synthesized';
import { aFullSpec } from '../../__testUtils__/aSpec';
import { resourcesOf } from '../../__testUtils__/synthesized';
import { estimateDocument } from '../estimateDocument';
import { costMappers, freeTypes } from './costMappers';

const now = new Date('2026-11-25T12:00:00Z');

function linesOf(type: string, attributes: Attributes, more = {}) {
  const { lines } = estimateDocument(
    aDocument({ [`${type}.it`]: attributes, ...more }),
    { region: 'us-west-2', now },
  );
  return lines
    .filter(({ address }) => address === `${type}.it`)
    .map(({ component, kind, monthly }) => [component, kind, monthly]);
}

describe('costMappers', () => {
  it('should know every type that an environment is made of', () => {
    const types = new Set(
      resourcesOf(aFullSpec())
        .all()
        .map(({ type }) => type),
    );
    expect(
      [...types].filter(type => !costMappers.has(type) && !freeTypes.has(type)),
    ).toEqual([]);
    expect([...costMappers.keys()].filter(type => freeTypes.has(type))).toEqual(
      [],
    );
  });
});

describe('eksCluster', () => {
  it.each([
    ['1.35', 'STANDARD', 'Control plane, standard support', '73.00'],
    ['1.33', 'EXTENDED', 'Control plane, extended support', '438.00'],
    // Its support ends on 2026-12-02, a week after the day of this test.
    ['1.34', 'EXTENDED', 'Control plane, standard support', '73.00'],
    ['1.28', undefined, 'Control plane, extended support', '438.00'],
  ])('should price %s with %s', (version, support, component, monthly) => {
    expect(
      linesOf('aws_eks_cluster', {
        version,
        ...(support && { upgrade_policy: { support_type: support } }),
      }),
    ).toEqual([[component, 'fixed', monthly]]);
  });

  it('should not guess the support of a version that it does not know', () => {
    expect(linesOf('aws_eks_cluster', { version: '1.99' })).toEqual([
      ['Control plane', 'not-priced', null],
    ]);
  });
});

describe('eksNodeGroup', () => {
  const group = {
    instance_types: ['m6i.large'],
    scaling_config: { desired_size: 3, max_size: 3 },
    launch_template: { id: '${aws_launch_template.t.id}' },
  };

  it('should take the size of volumes from the launch template', () => {
    expect(
      linesOf('aws_eks_node_group', group, {
        'aws_launch_template.t': {
          block_device_mappings: [
            { ebs: { volume_size: 50, volume_type: 'gp3' } },
          ],
        },
      }),
    ).toEqual([
      ['Instances, m6i.large', 'fixed', '210.24'],
      ['Node volumes, gp3', 'fixed', '12.00'],
    ]);
  });

  it('should not price spot instances, but their volumes', () => {
    expect(
      linesOf('aws_eks_node_group', {
        ...group,
        capacity_type: 'SPOT',
        disk_size: 20,
      }),
    ).toEqual([
      ['Spot instances, m6i.large', 'not-priced', null],
      ['Node volumes, gp2', 'not-priced', null],
    ]);
  });

  it('should not know the price of a size that it cannot read', () => {
    expect(
      linesOf('aws_eks_node_group', {
        ...group,
        scaling_config: { desired_size: '${var.nodes}' },
      }),
    ).toEqual([['Instances', 'not-priced', null]]);
  });
});

describe('dbInstance', () => {
  const database = {
    instance_class: 'db.t4g.small',
    engine: 'postgres',
    allocated_storage: 100,
    storage_type: 'gp3',
  };

  it('should price a replica by the engine and the storage of its source', () => {
    const lines = linesOf(
      'aws_db_instance',
      {
        instance_class: 'db.t4g.small',
        storage_type: 'gp3',
        replicate_source_db: '${aws_db_instance.source.identifier}',
      },
      { 'aws_db_instance.source': { ...database, multi_az: true } },
    );
    expect(lines).toEqual([
      ['Instance, db.t4g.small postgres', 'fixed', '23.36'],
      ['Storage, gp3', 'fixed', '11.50'],
      ['CPU credits', 'usage-dependent', null],
    ]);
  });

  it('should name what enhanced monitoring writes, and no amount', () => {
    const lines = linesOf('aws_db_instance', {
      ...database,
      monitoring_interval: 60,
    });
    expect(lines).toContainEqual([
      'Enhanced monitoring',
      'usage-dependent',
      null,
    ]);
    expect(linesOf('aws_db_instance', database).join()).not.toContain(
      'monitoring',
    );
  });

  it('should take the prices of two zones where there are two', () => {
    expect(linesOf('aws_db_instance', { ...database, multi_az: true })).toEqual(
      [
        ['Instance, db.t4g.small postgres, Multi-AZ', 'fixed', '47.45'],
        ['Storage, gp3', 'fixed', '23.00'],
        ['CPU credits', 'usage-dependent', null],
      ],
    );
  });

  it('should price neither another engine nor provisioned speed', () => {
    expect(
      linesOf('aws_db_instance', { ...database, engine: 'mysql', iops: 5000 }),
    ).toEqual([
      ['Instance, db.t4g.small mysql', 'not-priced', null],
      ['Storage, gp3', 'not-priced', null],
      ['CPU credits', 'usage-dependent', null],
    ]);
  });

  it('should mention backups and the secret where there are some', () => {
    const components = linesOf('aws_db_instance', {
      ...database,
      backup_retention_period: 7,
      manage_master_user_password: true,
    }).map(([component]) => component);
    expect(components).toEqual([
      'Instance, db.t4g.small postgres',
      'Storage, gp3',
      'Backups',
      'CPU credits',
      'Secret',
      'Secret calls',
    ]);
  });
});

describe('lb', () => {
  it('should count one public address a subnet, and none inside', () => {
    const subnets = ['a', 'b'];
    expect(linesOf('aws_lb', { subnets })).toEqual(
      expect.arrayContaining([['Public IPv4 addresses', 'fixed', '7.30']]),
    );
    expect(
      linesOf('aws_lb', { subnets, internal: true }).map(([name]) => name),
    ).not.toContain('Public IPv4 addresses');
  });

  it('should not price another kind of load balancer', () => {
    expect(linesOf('aws_lb', { load_balancer_type: 'network' })).toEqual([
      ['Load balancer, network', 'not-priced', null],
    ]);
  });
});

describe('elasticacheReplicationGroup', () => {
  it.each([
    ['valkey', 'cache.t3.micro', 2, 'fixed', '19.86'],
    ['valkey', 'cache.m7g.large', 1, 'not-priced', null],
    ['redis', 'cache.r7g.large', 1, 'fixed', '159.87'],
  ])('should price %s on %s', (engine, nodeType, nodes, kind, monthly) => {
    const [line] = linesOf('aws_elasticache_replication_group', {
      engine,
      node_type: nodeType,
      num_cache_clusters: nodes,
    });
    expect(line).toEqual([`Nodes, ${nodeType} ${engine}`, kind, monthly]);
  });

  it('should not price a number of nodes that it does not know', () => {
    expect(
      linesOf('aws_elasticache_replication_group', {
        engine: 'redis',
        node_type: 'cache.m6g.large',
        snapshot_retention_limit: 1,
      }),
    ).toEqual([
      ['Nodes, cache.m6g.large redis', 'not-priced', null],
      ['Snapshots', 'usage-dependent', null],
    ]);
  });
});

describe('wafv2WebAcl, kmsKey and secretsmanagerSecret', () => {
  it.each([
    ['aws_wafv2_web_acl', { rule: [{}, {}] }, '5.00'],
    ['aws_wafv2_web_acl', {}, '5.00'],
    ['aws_kms_key', {}, '1.00'],
    ['aws_secretsmanager_secret', {}, '0.40'],
  ])('should price %s with %j', (type, attributes, monthly) => {
    expect(linesOf(type, attributes)[0][2]).toBe(monthly);
  });

  it('should price each rule of a firewall', () => {
    expect(linesOf('aws_wafv2_web_acl', { rule: [{}, {}] })[1]).toEqual([
      'Rules and managed groups',
      'fixed',
      '2.00',
    ]);
  });
});

describe('what is billed by use alone', () => {
  it.each([
    [
      'aws_s3_bucket',
      {},
      [
        ['Storage, Standard', '0.023'],
        ['Write requests', '0.005'],
        ['Read requests', '0.0004'],
      ],
    ],
    ['aws_ecr_repository', {}, [['Images', '0.10']]],
    ['aws_apigatewayv2_api', {}, [['Requests', '1.00']]],
    [
      'aws_cloudfront_distribution',
      {},
      [
        ['Data out to the internet', '0.085'],
        ['Requests', '0.01'],
      ],
    ],
    ['aws_cloudtrail', {}, [['Management events', '2.00']]],
    ['aws_sns_topic', {}, [['Messages', '0.50']]],
    ['aws_sqs_queue', {}, [['Requests', '0.40']]],
    [
      'aws_lambda_function',
      { architectures: ['arm64'] },
      [
        ['Calls', '0.20'],
        ['Duration', '0.0000133334'],
      ],
    ],
    [
      'aws_lambda_function',
      {},
      [
        ['Calls', '0.20'],
        ['Duration', '0.0000166667'],
      ],
    ],
  ])(
    'should tell the price of %s with %j, and no amount',
    (type, attributes, prices) => {
      const { lines, total } = estimateDocument(
        aDocument({ [`${type}.it`]: attributes }),
        { region: 'us-west-2', now },
      );
      expect(lines.map(({ component, price }) => [component, price])).toEqual(
        prices,
      );
      expect(lines.map(({ kind, monthly }) => [kind, monthly])).toEqual(
        prices.map(() => ['usage-dependent', null]),
      );
      expect(total).toEqual({ monthly: '0.00', atLeast: true });
    },
  );
});

describe('cloudwatchMetricAlarm', () => {
  it.each([
    [{ metric_name: 'CPUUtilization' }, 'fixed', '0.10'],
    [{ metric_query: [{ id: 'm1' }, { id: 'm2' }] }, 'not-priced', null],
  ])('should price an alarm on one metric alone: %j', (attributes, ...line) => {
    expect(linesOf('aws_cloudwatch_metric_alarm', attributes)).toEqual([
      ['Alarm', ...line],
    ]);
  });
});

describe('vpcEndpoint', () => {
  it('should not price an endpoint of which no dated price is known', () => {
    expect(
      linesOf('aws_vpc_endpoint', {
        vpc_endpoint_type: 'Interface',
        subnet_ids: ['subnet-1', 'subnet-2'],
      }),
    ).toEqual([
      ['Interface endpoint', 'not-priced', null],
      ['Data processed', 'usage-dependent', null],
    ]);
  });

  it('should bill nothing for one that is only a route', () => {
    expect(
      linesOf('aws_vpc_endpoint', { vpc_endpoint_type: 'Gateway' }),
    ).toEqual([]);
  });
});

describe('s3BucketReplicationConfiguration', () => {
  it('should name the way of the copies, and no amount', () => {
    expect(linesOf('aws_s3_bucket_replication_configuration', {})).toEqual([
      ['Transfer to the second region', 'usage-dependent', null],
    ]);
  });
});

describe('dbInstanceAutomatedBackupsReplication', () => {
  it('should name the copies and their way, and no amount', () => {
    expect(
      linesOf('aws_db_instance_automated_backups_replication', {
        retention_period: 7,
      }),
    ).toEqual([
      ['Copied backups', 'usage-dependent', null],
      ['Transfer to the second region', 'usage-dependent', null],
    ]);
  });
});
