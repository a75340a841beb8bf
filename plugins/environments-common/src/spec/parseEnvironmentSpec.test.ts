import { anInput, aSpec } from '../__testUtils__/aSpec';
import { CLASS_DEFAULTS, type EnvironmentClass } from './classes';
import {
  environmentSpecSchema,
  parseEnvironmentSpec,
} from './parseEnvironmentSpec';

/** The issues of an input as `path: message`. */
function issuesOf(input: unknown): string[] {
  const parsed = parseEnvironmentSpec(input);
  return parsed.valid
    ? []
    : parsed.issues.map(({ path, message }) => `${path}: ${message}`);
}

const group = { name: 'general' };
const cluster = <T>(...nodeGroups: T[]) => ({ cluster: { nodeGroups } });
const specWith = (spec: object) => {
  const input = anInput();
  return { ...input, spec: { ...input.spec, ...spec } };
};

describe('parseEnvironmentSpec', () => {
  it('should fill in what was left out, and create nothing that was not asked for', () => {
    expect(aSpec()).toEqual({
      apiVersion: 'portico.dev/v1',
      kind: 'Environment',
      metadata: {
        name: 'dev-ada',
        owner: 'group:default/checkout',
        description: '',
      },
      spec: {
        class: 'dev',
        region: 'us-west-2',
        availabilityZones: 3,
        network: {
          cidr: '10.0.0.0/16',
          natGateways: 'single',
          flowLogs: false,
        },
        tags: {},
        waivers: [],
      },
    });
  });

  it.each<[EnvironmentClass, object]>([
    [
      'dev',
      {
        instanceClass: 'db.t3.micro',
        multiAz: false,
        deletionProtection: false,
        backupRetentionDays: 1,
      },
    ],
    [
      'staging',
      {
        instanceClass: 'db.t3.medium',
        multiAz: false,
        deletionProtection: false,
        backupRetentionDays: 7,
      },
    ],
    [
      'prod',
      {
        instanceClass: 'db.r6g.large',
        multiAz: true,
        deletionProtection: true,
        backupRetentionDays: 14,
      },
    ],
  ])('should take the defaults of class %s', (environmentClass, database) => {
    const { spec } = aSpec({
      spec: {
        class: environmentClass,
        database: { engine: 'postgres' },
        cluster: {},
        cache: { engine: 'valkey' },
      },
    });
    const defaults = CLASS_DEFAULTS[environmentClass];
    expect(spec.database).toMatchObject(database);
    expect(spec.network.natGateways).toBe(defaults.network.natGateways);
    expect(spec.cache).toMatchObject({
      nodes: defaults.cache.nodes,
      version: '8.0',
    });
    expect(spec.cluster?.nodeGroups).toEqual([
      { ...defaults.cluster.nodeGroup, labels: {}, taints: [] },
    ]);
  });

  it.each([
    [{ min: 3 }, [3, 3, 5]],
    [{ desired: 8 }, [1, 8, 8]],
    [{ desired: 0 }, [0, 0, 5]],
    [{ max: 1 }, [1, 1, 1]],
    [{ min: 7, max: 9 }, [7, 7, 9]],
    [{}, [1, 2, 5]],
  ])('should complete the sizes %j of a group', (sizes, complete) => {
    const [first] =
      aSpec({ spec: cluster({ ...group, ...sizes }) }).spec.cluster
        ?.nodeGroups ?? [];
    expect([first.min, first.desired, first.max]).toEqual(complete);
  });

  it('should let storage grow no less than it is', () => {
    const database = aSpec({
      spec: { database: { engine: 'postgres', storageGb: 400 } },
    }).spec.database;
    expect([database?.storageGb, database?.maxStorageGb]).toEqual([400, 400]);
  });

  it.each<[string, object, string[]]>([
    [
      'an unknown field',
      { colour: 'red' },
      [
        'spec.colour: is not a field here; the fields are class, region, availabilityZones, network, cluster, database, cache, storage, edge, events, budget, ttl, tags, waivers',
      ],
    ],
    [
      'an unknown field deep down',
      { database: { engine: 'postgres', multiAZ: true } },
      [
        'spec.database.multiAZ: is not a field here; the fields are engine, version, instanceClass, storageGb, maxStorageGb, multiAz, backupRetentionDays, deletionProtection, finalSnapshot',
      ],
    ],
    [
      'a class that is none',
      { class: 'qa' },
      ['spec.class: must be one of dev, staging, prod'],
    ],
    [
      'a missing class',
      { class: undefined },
      ['spec.class: is missing; it must be one of dev, staging, prod'],
    ],
    [
      'a region that is none',
      { region: 'mars-1' },
      ['spec.region: must be one of us-east-1, us-west-2, eu-west-1'],
    ],
    [
      'a missing network',
      { network: undefined },
      ['spec.network: is missing; it must be a group of fields'],
    ],
    [
      'a missing block',
      { network: {} },
      ['spec.network.cidr: is missing; it must be text'],
    ],
    [
      'a block inside another',
      { network: { cidr: '10.0.3.0/16' } },
      [
        'spec.network.cidr: must start at the first address of its block; write 10.0.0.0/16',
      ],
    ],
    [
      'a public block',
      { network: { cidr: '8.8.0.0/16' } },
      [
        'spec.network.cidr: must be a private block, within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 (RFC 1918)',
      ],
    ],
    [
      'an unknown way out',
      { network: { cidr: '10.0.0.0/16', natGateways: 'double' } },
      ['spec.network.natGateways: must be one of none, single, per-zone'],
    ],
    [
      'one zone',
      { availabilityZones: 1 },
      ['spec.availabilityZones: must be at least 2'],
    ],
    [
      'too many zones',
      { region: 'eu-west-1', availabilityZones: 4 },
      ['spec.availabilityZones: must be at most 3, the zones of eu-west-1'],
    ],
    [
      'zones of another region',
      { availabilityZones: ['us-east-1a', 'us-east-1b'] },
      [
        'spec.availabilityZones: must be zones of us-west-2: us-west-2a, us-west-2b, us-west-2c, us-west-2d',
      ],
    ],
    [
      'a zone that EKS refuses',
      { region: 'us-east-1', availabilityZones: ['us-east-1a', 'use1-az3'] },
      [
        'spec.availabilityZones: must not hold use1-az3: EKS takes no subnets there; write names of other zones, such as us-east-1a',
      ],
    ],
    [
      'a zone twice',
      { availabilityZones: ['us-west-2a', 'us-west-2a'] },
      ['spec.availabilityZones[1]: repeats entry 0; each must be there once'],
    ],
    [
      'zones in text',
      { availabilityZones: 'three' },
      [
        'spec.availabilityZones: must be a number from 2 to 4, or as many names of zones',
      ],
    ],
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
    [
      'another engine',
      { database: { engine: 'mysql' } },
      [
        'spec.database.engine: must be postgres, the only engine the platform offers',
      ],
    ],
    [
      'storage that shrinks',
      { database: { engine: 'postgres', storageGb: 200, maxStorageGb: 100 } },
      ['spec.database.maxStorageGb: must not be smaller than storageGb'],
    ],
    [
      'too little storage',
      { database: { engine: 'postgres', storageGb: 5 } },
      ['spec.database.storageGb: must be at least 20'],
    ],
    [
      'a minor version',
      { database: { engine: 'postgres', version: '17.2' } },
      [
        'spec.database.version: must be a major version from "14" to "18"; minor versions upgrade themselves',
      ],
    ],
    [
      'a cache without nodes',
      { cache: { engine: 'redis', nodes: 0 } },
      ['spec.cache.nodes: must be at least 1'],
    ],
    [
      'a cache of another kind',
      { cache: { engine: 'memcached' } },
      ['spec.cache.engine: must be one of redis, valkey'],
    ],
    [
      'a bucket twice',
      { storage: { buckets: [{ name: 'assets' }, { name: 'assets' }] } },
      [
        'spec.storage.buckets[1].name: repeats entry 0; each must be there once',
      ],
    ],
    [
      'a limit below the smallest',
      { edge: { waf: { rateLimit: 5 } } },
      ['spec.edge.waf.rateLimit: must be at least 10'],
    ],
    [
      'a host that is none',
      { edge: { domainName: 'shop' } },
      [
        'spec.edge.domainName: must be a host name in lower case, such as shop.example.com',
      ],
    ],
    [
      'a budget as a number',
      { budget: { monthly: 300 } },
      ['spec.budget.monthly: must be in quotes, such as "300.00"'],
    ],
    [
      'a negative budget',
      { budget: { monthly: '-1.00' } },
      [
        'spec.budget.monthly: must be an amount that is not negative, such as "300.00"',
      ],
    ],
    [
      'a budget of thirds',
      { budget: { monthly: '0.333' } },
      [
        'spec.budget.monthly: must be an amount that is not negative, such as "300.00"',
      ],
    ],
    [
      'another currency',
      { budget: { monthly: '1.00', currency: 'EUR' } },
      ['spec.budget.currency: must be USD, the currency of the list prices'],
    ],
    [
      'a life without a unit',
      { ttl: 14 },
      ['spec.ttl: must be days or hours, such as 14d or 36h, and at most 365d'],
    ],
    [
      'a life of weeks',
      { ttl: '2w' },
      ['spec.ttl: must be days or hours, such as 14d or 36h, and at most 365d'],
    ],
    [
      'production that expires',
      { class: 'prod', ttl: '14d' },
      [
        'spec.ttl: must be left out: an environment of class prod does not expire',
      ],
    ],
    [
      'a tag of AWS',
      { tags: { 'aws:x': 'y' } },
      ['spec.tags["aws:x"]: the name must not start with aws:'],
    ],
    [
      'a tag of the platform',
      { tags: { owner: 'me' } },
      [
        'spec.tags.owner: the name must not be one that the platform sets itself: environment, class, owner, managed-by, Name',
      ],
    ],
    [
      'a tag with a newline',
      { tags: { note: 'a\nb' } },
      ['spec.tags.note: may have letters, digits, spaces and _ . : / = + - @'],
    ],
    [
      'a waiver without a reason',
      {
        waivers: [
          {
            ruleId: 'database-multi-az',
            owner: 'group:default/platform',
            reason: 'why not',
            expiry: '2027-01-31',
          },
        ],
      },
      ['spec.waivers[0].reason: must say why in at least 10 characters'],
    ],
    [
      'a waiver without an end',
      {
        waivers: [
          {
            ruleId: 'database-multi-az',
            owner: 'group:default/platform',
            reason: 'measured, not needed',
          },
        ],
      },
      ['spec.waivers[0].expiry: must be a day, such as 2027-01-31'],
    ],
  ])('should refuse %s', (_, spec, issues) => {
    expect(issuesOf(specWith(spec))).toEqual(issues);
  });

  it.each<[string, object, string[]]>([
    [
      'a name that breaks two rules',
      { name: 'A B C' },
      [
        'metadata.name: may only have lower-case letters a to z, digits and hyphens (no spaces, capitals, dots or underscores)',
        'metadata.name: must start with a lower-case letter',
      ],
    ],
    ['a name that is a number', { name: 7 }, ['metadata.name: must be text']],
    [
      'an owner without a kind',
      { owner: 'platform' },
      [
        'metadata.owner: must be a group or a user in lower case, such as group:default/platform',
      ],
    ],
    [
      'an owner with capitals',
      { owner: 'Group:default/platform' },
      [
        'metadata.owner: must be a group or a user in lower case, such as group:default/platform',
      ],
    ],
    [
      'a description of two lines',
      { description: 'a\nb' },
      ['metadata.description: must be one line without control characters'],
    ],
    [
      'a long description',
      { description: 'x'.repeat(201) },
      ['metadata.description: must have at most 200 characters'],
    ],
    [
      'labels',
      { labels: {} },
      [
        'metadata.labels: is not a field here; the fields are name, owner, description',
      ],
    ],
  ])('should refuse %s', (_, metadata, issues) => {
    const input = anInput();
    expect(
      issuesOf({ ...input, metadata: { ...input.metadata, ...metadata } }),
    ).toEqual(issues);
  });

  it('should tell all fields at once', () => {
    expect(
      issuesOf({ apiVersion: 'v2', kind: 'Service', spec: { class: 'dev' } }),
    ).toEqual([
      'apiVersion: must be portico.dev/v1',
      'kind: must be Environment',
      'metadata: is missing; it must be a group of fields',
      'spec.region: is missing; it must be text',
      'spec.network: is missing; it must be a group of fields',
    ]);
  });

  it('should propose a name that would be accepted', () => {
    const parsed = parseEnvironmentSpec(
      anInput({ metadata: { name: 'My Env' } }),
    );
    expect(
      parsed.valid ? [] : parsed.issues.map(({ suggestion }) => suggestion),
    ).toEqual(['my-env', 'my-env']);
  });

  it('should be a fixed point: a complete spec is read as it is', () => {
    const spec = aSpec({
      spec: {
        cluster: {},
        database: { engine: 'postgres' },
        cache: { engine: 'redis' },
        edge: { waf: {} },
        budget: { monthly: '5' },
        events: { topics: [{ name: 'orders' }] },
      },
    });
    expect(parseEnvironmentSpec(spec)).toEqual({ valid: true, spec });
  });

  it('should not change its input', () => {
    const input = Object.freeze(anInput({ spec: { cluster: {} } }));
    const before = JSON.stringify(input);
    parseEnvironmentSpec(input);
    expect(JSON.stringify(input)).toBe(before);
  });

  it('should give every answer lists of its own', () => {
    const first = aSpec({ spec: { cluster: {}, edge: { waf: {} } } });
    first.spec.cluster?.controlPlaneLogs.push('scheduler');
    first.spec.cluster?.nodeGroups[0].taints.push({
      key: 'x',
      value: '',
      effect: 'NoSchedule',
    });
    first.spec.edge?.waf?.managedRuleGroups.pop();
    first.spec.waivers.length = 1;
    const second = aSpec({ spec: { cluster: {}, edge: { waf: {} } } });
    expect(second.spec.cluster?.controlPlaneLogs).toEqual([
      'api',
      'audit',
      'authenticator',
    ]);
    expect(second.spec.cluster?.nodeGroups[0].taints).toEqual([]);
    expect(second.spec.edge?.waf?.managedRuleGroups).toEqual([
      'common',
      'known-bad-inputs',
      'sql-injection',
    ]);
    expect(second.spec.waivers).toEqual([]);
  });
});

describe('environmentSpecSchema', () => {
  it('should read as parseEnvironmentSpec does', () => {
    expect(environmentSpecSchema.parse(anInput())).toEqual(aSpec());
  });

  it('should tell the path', () => {
    const parsed = environmentSpecSchema.safeParse(
      specWith({ region: 'mars-1' }),
    );
    expect(
      parsed.error?.issues.map(({ path, message }) => [path, message]),
    ).toEqual([
      [['spec', 'region'], 'must be one of us-east-1, us-west-2, eu-west-1'],
    ]);
  });
});
