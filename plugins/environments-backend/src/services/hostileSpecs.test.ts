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

/** A valid spec with something in every section. */
const FULL = {
  ...aSpec(),
  spec: {
    ...aSpec().spec,
    storage: { buckets: [{ name: 'assets' }] },
    events: { topics: [{ name: 'orders', queues: ['billing'] }] },
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

/** How a path is written in an issue. */
function words(path: SchemaPath): string {
  return path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .slice(1);
}

function isNear(issue: string, path: SchemaPath): boolean {
  const here = words(path.filter(part => part !== '<key>'));
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
  const parsed = parseEnvironmentSpec(withText(FULL, path, text));
  if (parsed.valid) {
    requireInert(parsed.spec);
    return;
  }
  const issues = parsed.issues.map(issue => issue.path);
  const isElsewhere = (issue: string) =>
    hasPath(FULL, path) && !isNear(issue, path);
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
    expect(parseEnvironmentSpec(FULL).valid).toBe(true);
  });

  it.each(PATHS.map(path => [words(path), path] as const))(
    'should refuse hostile text in %s, or keep it as it is',
    (_, path) => {
      expect.hasAssertions();
      for (const text of HOSTILE_TEXTS) requireHandled(path, text);
    },
  );
});
