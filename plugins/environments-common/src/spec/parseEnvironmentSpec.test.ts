import { anInput, aSpec } from '../__testUtils__/aSpec';
import { cluster, issuesOf, specWith } from '../__testUtils__/issuesOf';
import { CLASS_DEFAULTS, type EnvironmentClass } from './classes';
import {
  environmentSpecSchema,
  parseEnvironmentSpec,
} from './parseEnvironmentSpec';

const group = { name: 'general' };

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
        observability: { alarms: false, notify: [] },
        security: { auditTrail: false },
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
        backupRetentionDays: 7,
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
        backupRetentionDays: 7,
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
      'an unknown field deep down',
      { database: { engine: 'postgres', multiAZ: true } },
      [
        'spec.database.multiAZ: is not a field here; the fields are engine, version, instanceClass, storageGb, maxStorageGb, multiAz, readReplicas, backupRetentionDays, backupWindow, maintenanceWindow, backupCopyRegion, deletionProtection, finalSnapshot',
      ],
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
    first.spec.cluster?.controlPlaneLogs?.push('scheduler');
    first.spec.cluster?.nodeGroups?.[0].taints.push({
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
    expect(second.spec.cluster?.nodeGroups?.[0].taints).toEqual([]);
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
