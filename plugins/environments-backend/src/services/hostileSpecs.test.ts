import {
  EnvironmentSpec,
  parseEnvironmentSpec,
  parseEnvironmentSpecText,
  serializeEnvironmentSpec,
  specSchemaOf,
} from '@portico/plugin-environments-common';
import { aChange } from '../__testUtils__/aChange';
import { aSpec } from '../__testUtils__/aSpec';
import { HOSTILE_TEXTS } from '../__testUtils__/hostileTexts';
import {
  ANY_KEY,
  hasPath,
  SchemaPath,
  schemaPaths,
  withText,
} from '../__testUtils__/schemaPaths';
import { environmentFilePath } from './environmentFilePath';
import {
  mergeMessage,
  pullRequestBody,
  pullRequestTitle,
} from './pullRequestText';

const URL = 'https://portal.example/environments/changes/1';
const PATHS = schemaPaths(specSchemaOf('dev'));

/** Where a line of any text may stand. */
const LINES = [
  'metadata.description',
  'spec.waivers[0].resource',
  'spec.waivers[0].reason',
];

/** Where AWS takes names with the signs of a path or an option, which nobody here reads as one. */
const LOOSE_NAMES = [
  'spec.events.consumers[0].code.key',
  'spec.events.consumers[0].handler',
  'spec.tags.<key>',
  'spec.tags.team',
];

const NO_NAMES = HOSTILE_TEXTS.filter(text => !/^[\w./=-]+$/.test(text));
const CONTROLS = HOSTILE_TEXTS.filter(text => /[\r\n\0]/.test(text));

const [GROUP] = aSpec().spec.cluster?.nodeGroups ?? [];

/** A valid spec with something in every field. */
const FULL = {
  ...aSpec(),
  spec: {
    ...aSpec().spec,
    availabilityZones: ['us-west-2a', 'us-west-2b'],
    network: { ...aSpec().spec.network, interfaceEndpoints: ['sts'] },
    cluster: {
      ...aSpec().spec.cluster,
      access: [
        {
          principalArn: 'arn:aws:iam::123456789012:role/on-call',
          level: 'view',
        },
      ],
      endpoint: { public: true, allowedCidrs: ['203.0.113.0/24'] },
      nodeGroups: [
        {
          ...GROUP,
          labels: { team: 'checkout' },
          taints: [
            { key: 'team', value: 'checkout', effect: 'PreferNoSchedule' },
          ],
        },
      ],
    },
    database: { ...aSpec().spec.database, backupCopyRegion: 'us-east-1' },
    storage: {
      backupCopyRegion: 'us-east-1',
      buckets: [
        {
          name: 'assets',
          purpose: 'data',
          versioning: true,
          expireAfterDays: 30,
        },
      ],
    },
    registry: { repositories: ['orders', 'letters'], keepImages: 30 },
    edge: {
      waf: { blockedCountries: ['KP'] },
      domainName: 'shop.example.com',
      services: [{ name: 'letters', paths: ['/v1/letters'] }],
    },
    events: {
      topics: [
        { name: 'orders', queues: ['billing'] },
        { name: 'letters', queues: ['mail'] },
      ],
      consumers: [
        {
          name: 'mail',
          topic: 'letters',
          queue: 'mail',
          code: { bucket: 'artifacts', key: 'mail-1.4.0.zip' },
          handler: 'index.handler',
        },
      ],
    },
    observability: { notify: ['team@example.com'] },
    security: { deployFrom: 'acme/platform' },
    tags: { team: 'checkout' },
    waivers: [
      {
        ruleId: 'database-multi-az',
        resource: 'aws_db_instance.main',
        owner: 'group:default/platform',
        reason: 'measured and found good',
        expiry: '2027-01-31',
      },
    ],
  },
};

const SUBNETS = ['public', 'private', 'database'].map((tier, number) => [
  tier,
  {
    'us-west-2a': `subnet-000000${number}a`,
    'us-west-2b': `subnet-000000${number}b`,
  },
]);

/** The same in a network and a cluster that exist, which stand in place of those that are made. */
const REUSED = {
  ...FULL,
  spec: {
    ...FULL.spec,
    network: {
      existing: {
        vpcId: 'vpc-0a1b2c3d',
        subnets: Object.fromEntries(SUBNETS),
      },
    },
    cluster: {
      existing: { name: 'shared', nodeSecurityGroupId: 'sg-0a1b2c3d' },
    },
  },
};

/** The spec in which a path can be. */
function specOf(path: SchemaPath): unknown {
  return path.includes('existing') ? REUSED : FULL;
}

/** Whether the name of the entry is one of a zone, which "team" is not. */
function isByZone(path: SchemaPath): boolean {
  return path.includes('subnets');
}

const PARSED = parseEnvironmentSpec(FULL);
/** The same with every default. */
const FILLED = [PARSED, parseEnvironmentSpec(REUSED)].map(parsed =>
  parsed.valid ? parsed.spec : undefined,
);

/** How a path is written in an issue. */
function words(path: SchemaPath): string {
  return path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .slice(1);
}

function isNear(issue: string, path: SchemaPath): boolean {
  const here = words(path.filter(part => part !== ANY_KEY));
  return here.startsWith(issue) || issue.startsWith(here);
}

function requireInert(spec: EnvironmentSpec): void {
  const text = serializeEnvironmentSpec(spec);
  expect(parseEnvironmentSpecText(text)).toEqual({ valid: true, spec });
  const change = aChange({ after: spec });
  const { name } = change;
  expect(environmentFilePath('infra/environments', name)).toMatch(
    /^infra\/environments\/[a-z][a-z0-9-]*\.yaml$/,
  );
  expect(pullRequestTitle(change)).toMatch(
    /^Create environment [a-z][a-z0-9-]*$/,
  );
  expect(mergeMessage(change, URL)).toMatch(
    /^Asked for by user:default\/ada for (group|user):\S+\n\nhttps:\S+$/,
  );
  const body = pullRequestBody(change, URL);
  expect(body).not.toMatch(/<img|\]\(javascript|@grace|\u202e/);
}

/** Refused in the field that it stands in, or taken in as what it is. */
function requireHandled(path: SchemaPath, text: string): void {
  const parsed = parseEnvironmentSpec(withText(specOf(path), path, text));
  if (parsed.valid) {
    requireInert(parsed.spec);
    return;
  }
  const issues = parsed.issues.map(issue => issue.path);
  const isElsewhere = (issue: string) =>
    hasPath(specOf(path), path) && !isNear(issue, path);
  expect(issues.length).toBeGreaterThan(0);
  expect([text, issues.filter(isElsewhere)]).toEqual([text, []]);
  expect(JSON.stringify(parsed.issues).length).toBeLessThan(5_000);
}

describe('every field of a spec', () => {
  it('should be looked at, also in lists and records', () => {
    const found = PATHS.map(words);
    expect(found).toEqual(
      expect.arrayContaining([
        'metadata.name',
        'metadata.description',
        'spec.cluster.nodeGroups[0].name',
        'spec.tags.<key>',
        'spec.tags.team',
        'spec.waivers[0].reason',
        'spec.availabilityZones[0]',
      ]),
    );
    expect(found.length).toBeGreaterThan(60);
    expect(PARSED).toMatchObject({ valid: true });
  });

  it('should take hostile text in only where any text may stand', () => {
    const inside = (texts: readonly string[]) =>
      PATHS.filter(path =>
        texts.some(
          text =>
            parseEnvironmentSpec(withText(specOf(path), path, text)).valid,
        ),
      ).map(words);
    expect(inside(HOSTILE_TEXTS).sort()).toEqual(
      [...LINES, ...LOOSE_NAMES].sort(),
    );
    expect(inside(NO_NAMES)).toEqual(LINES);
    expect(inside(CONTROLS)).toEqual([]);
  });

  it('should be tried in a spec that has them all', () => {
    const missing = PATHS.filter(
      path =>
        !path.includes(ANY_KEY) &&
        !isByZone(path) &&
        !FILLED.some(spec => hasPath(spec, path)),
    );
    expect(missing.map(words)).toEqual([]);
  });

  it.each(PATHS.map(path => [words(path), path] as const))(
    'should refuse hostile text in %s, or keep it as it is',
    (_, path) => {
      expect.hasAssertions();
      for (const text of HOSTILE_TEXTS) requireHandled(path, text);
    },
  );
});
