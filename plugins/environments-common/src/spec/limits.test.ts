import { anInput } from '../__testUtils__/aSpec';
import { cluster, issuesOf, specWith } from '../__testUtils__/issuesOf';
import { INPUT_LIMITS, toPlainData } from './plainData';

const group = (fields: object) => cluster({ name: 'general', ...fields });
const database = (fields: object) => ({
  database: { engine: 'postgres', ...fields },
});
const cache = (fields: object) => ({ cache: { engine: 'redis', ...fields } });

/** Fields with a smallest and a largest number, both of which are taken. */
const NUMBERS: [string, (value: number) => object, number, number][] = [
  ['availabilityZones', value => ({ availabilityZones: value }), 2, 4],
  ['min', value => group({ min: value, desired: 50, max: 100 }), 0, 50],
  ['desired', value => group({ min: 0, desired: value, max: 100 }), 0, 100],
  ['max', value => group({ min: 0, desired: 1, max: value }), 1, 100],
  ['diskGb', value => group({ diskGb: value }), 20, 1000],
  ['storageGb', value => database({ storageGb: value }), 20, 65536],
  [
    'maxStorageGb',
    value => database({ storageGb: 20, maxStorageGb: value }),
    20,
    65536,
  ],
  [
    'backupRetentionDays',
    value => database({ backupRetentionDays: value }),
    0,
    35,
  ],
  ['readReplicas', value => database({ readReplicas: value }), 0, 5],
  ['nodes', value => cache({ nodes: value }), 1, 6],
  [
    'snapshotRetentionDays',
    value => cache({ snapshotRetentionDays: value }),
    0,
    35,
  ],
  [
    'rateLimit',
    value => ({ edge: { waf: { rateLimit: value } } }),
    10,
    2_000_000_000,
  ],
  [
    'expireAfterDays',
    value => ({
      storage: { buckets: [{ name: 'assets', expireAfterDays: value }] },
    }),
    1,
    3650,
  ],
  [
    'retentionDays',
    value => ({
      events: { topics: [{ name: 'orders' }], retentionDays: value },
    }),
    1,
    14,
  ],
  [
    'maxReceives',
    value => ({ events: { topics: [{ name: 'orders' }], maxReceives: value } }),
    1,
    1000,
  ],
];

/** Texts of the smallest and the largest length that is taken, or a plain list of them. */
const TEXTS: [string, (value: string) => object, string[], string[]][] = [
  [
    'the name of a group',
    name => cluster({ name }),
    ['ab', 'a9', 'a5b', 'a-b', 'a'.repeat(24)],
    ['a', 'a'.repeat(25), 'a--b', 'a-', '9a', 'A1'],
  ],
  [
    'the version of the cluster',
    version => ({ cluster: { version } }),
    ['1.28', '1.29', '1.35', '1.99'],
    ['1.27', '1.100', '2.30', '1.3'],
  ],
  [
    'the version of the database',
    version => database({ version }),
    ['14', '17', '18'],
    ['13', '19', '117'],
  ],
  [
    'the backup window',
    backupWindow => database({ backupWindow }),
    ['01:00-01:30', '23:45-00:15', '06:00-04:30'],
    ['03:00', '3:00-4:00', '03:00-03:29', '03:00-03:00', '24:00-01:00', ''],
  ],
  [
    'the maintenance window',
    maintenanceWindow => database({ maintenanceWindow }),
    ['sun:04:00-sun:04:30', 'sat:23:45-sun:00:15', 'mon:04:00-tue:03:00'],
    [
      'sun:04:30-sun:04:59',
      'sun:04:30-mon:04:30',
      'Sun:04:30-Sun:05:30',
      '04:30-05:30',
      'sun:04:30-sun:04:30',
      'day:04:30-day:05:30',
    ],
  ],
  [
    'the region of copied backups',
    backupCopyRegion => database({ backupCopyRegion }),
    ['us-east-1', 'eu-west-1', 'eu-central-1', 'none'],
    ['us-west-2', 'mars-north-1', ''],
  ],
  [
    'the version of the cache',
    version => cache({ version }),
    ['6.2', '7.1', '8.10'],
    ['5.0', '9.0', '7', '7.1.2'],
  ],
  [
    'a path of the edge',
    path => ({ edge: { services: [{ name: 'user', paths: [path] }] } }),
    [
      '/',
      '/v1/users',
      '/V1/_a.b~c-d',
      '/.well-known/jwks.json',
      '/1/2/3/4/5/6/7/8',
      `/${'a'.repeat(125)}`,
    ],
    [
      '',
      'v1/users',
      '//',
      '/v1/',
      '/v1//users',
      '/v1/users/*',
      '/v1/user?',
      '/v1/{id}',
      '/v1/../keys',
      '/.',
      '/1/2/3/4/5/6/7/8/9',
      `/${'a'.repeat(126)}`,
    ],
  ],
  [
    'the value of a label',
    team => group({ labels: { team } }),
    ['', 'a', '5', 'a0', 'A.b_c-9', 'a'.repeat(63)],
    ['a'.repeat(64), '-a', 'a-', 'a b'],
  ],
  [
    'the key of a label',
    key => group({ labels: { [key]: 'x' } }),
    ['team', '5g', 'acme.dev/team', '5g.dev/x', 'dev5/x', 'a'.repeat(63)],
    ['a'.repeat(64), '/team', 'a/b/c', 'k8s.io/x', 'a.k8s.io/x', '-team'],
  ],
  [
    'the key of a tag',
    key => ({ tags: { [key]: 'x' } }),
    ['a', 'cost center', 'a'.repeat(128)],
    ['a'.repeat(129), 'AWS:x', 'Name', 'a\tb'],
  ],
  [
    'the value of a tag',
    value => ({ tags: { a: value } }),
    ['', 'a'.repeat(256)],
    ['a'.repeat(257), 'a;b'],
  ],
];

const repeat = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Lists and the most entries they take. */
const LISTS: [string, (count: number) => object, number][] = [
  ['node groups', n => cluster(...repeat(n, i => ({ name: `g${i}` }))), 10],
  [
    'taints',
    n =>
      cluster(
        { name: 'open' },
        {
          name: 'closed',
          taints: repeat(n, i => ({ key: `k${i}`, effect: 'NoSchedule' })),
        },
      ),
    10,
  ],
  [
    'labels',
    n => group({ labels: Object.fromEntries(repeat(n, i => [`k${i}`, 'v'])) }),
    20,
  ],
  [
    'tags',
    n => ({ tags: Object.fromEntries(repeat(n, i => [`k${i}`, 'v'])) }),
    40,
  ],
  [
    'allowed blocks',
    n => ({
      cluster: {
        endpoint: {
          public: true,
          allowedCidrs: repeat(n, i => `203.0.113.${i}/32`),
        },
      },
    }),
    40,
  ],
  [
    'buckets',
    n => ({ storage: { buckets: repeat(n, i => ({ name: `b${i}` })) } }),
    10,
  ],
  [
    'services of the edge',
    n => ({
      edge: {
        services: repeat(n, i => ({ name: `s${i}`, paths: [`/v1/s${i}`] })),
      },
    }),
    40,
  ],
  [
    'paths of a service',
    n => ({
      edge: {
        services: [{ name: 'user', paths: repeat(n, i => `/v1/p${i}`) }],
      },
    }),
    40,
  ],
  [
    'topics',
    n => ({ events: { topics: repeat(n, i => ({ name: `t${i}` })) } }),
    20,
  ],
  [
    'queues',
    n => ({
      events: { topics: [{ name: 'orders', queues: repeat(n, i => `q${i}`) }] },
    }),
    20,
  ],
];

describe('limits of a spec', () => {
  it.each(NUMBERS)(
    'should take %s from its smallest to its largest',
    (field, build, smallest, largest) => {
      const problems = (value: number) => issuesOf(specWith(build(value)));
      expect(problems(smallest)).toEqual([]);
      expect(problems(largest)).toEqual([]);
      expect(problems(smallest - 1).join()).toMatch(
        new RegExp(`\\b${field}: `),
      );
      expect(problems(largest + 1).join()).toMatch(/must/);
    },
  );

  it.each(TEXTS)('should judge %s', (_, build, good, bad) => {
    const taken = [...good, ...bad].filter(
      text => issuesOf(specWith(build(text))).length === 0,
    );
    expect(taken).toEqual(good);
  });

  it.each(LISTS)('should limit %s', (_, build, most) => {
    expect(issuesOf(specWith(build(most)))).toEqual([]);
    expect(issuesOf(specWith(build(most + 1)))).toEqual([
      expect.stringContaining(`must have at most ${most} `),
    ]);
  });

  it('should take as many zones as a region has', () => {
    const spec = { region: 'eu-west-1', availabilityZones: 3 };
    expect(issuesOf(specWith(spec))).toEqual([]);
  });

  it('should take a description of 200 characters', () => {
    const description = 'x'.repeat(200);
    expect(issuesOf(anInput({ metadata: { description } }))).toEqual([]);
  });
});

describe('toPlainData', () => {
  const { depth, entries, text, values } = INPUT_LIMITS;
  function nested(levels: number): unknown {
    return levels === 0 ? 1 : [nested(levels - 1)];
  }

  it.each<[string, unknown, unknown]>([
    ['text', 'x'.repeat(text), 'x'.repeat(text + 1)],
    ['depth', nested(depth), nested(depth + 1)],
    ['entries', repeat(entries, () => 1), repeat(entries + 1, () => 1)],
    [
      'fields',
      Object.fromEntries(repeat(entries, i => [`k${i}`, 1])),
      Object.fromEntries(repeat(entries + 1, i => [`k${i}`, 1])),
    ],
    ['keys', { ['k'.repeat(256)]: 1 }, { ['k'.repeat(257)]: 1 }],
    [
      'values',
      // The list itself, 24 lists in it, and what these hold.
      [
        ...repeat(24, () => repeat(200, () => 1)),
        ...repeat(values - 4825, () => 1),
      ],
      [
        ...repeat(24, () => repeat(200, () => 1)),
        ...repeat(values - 4824, () => 1),
      ],
    ],
  ])('should take %s up to the limit and no more', (_, good, bad) => {
    expect(toPlainData(good)).toEqual({ plain: true, value: good });
    expect(toPlainData(bad)).toMatchObject({ plain: false });
  });
});
