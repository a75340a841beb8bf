import fc from 'fast-check';
import { timeOf } from './__testUtils__/timeOf';
import {
  environmentNameIssues,
  isEnvironmentName,
  NAME_MAX_LENGTH,
  RESERVED_NAMES,
  suggestEnvironmentName,
} from './names';

const rulesOf = (name: string) =>
  environmentNameIssues(name).map(({ rule }) => rule);

describe('environmentNameIssues', () => {
  it.each(['dev', 'qa', 'dev-ada', 'team-7-load', 'a1', 'a'.repeat(32)])(
    'should take %s',
    name => {
      expect(environmentNameIssues(name)).toEqual([]);
    },
  );

  it.each([
    ['A B C', ['characters', 'first-character']],
    ['-x', ['first-character']],
    ['x-', ['last-character']],
    ['Ünï', ['characters', 'first-character']],
    ['a'.repeat(64), ['length']],
    ['a'.repeat(33), ['length']],
    ['a--b', ['double-hyphen']],
    ['a', ['length']],
    ['', ['length']],
    ['prod;rm', ['characters']],
    ['Prod', ['characters', 'first-character']],
    ['my_env', ['characters']],
    ['my.env', ['characters']],
    ['7up', ['first-character']],
    ['dev\n', ['characters']],
    ['dev\u0000', ['characters']],
    ['"; rm', ['characters', 'first-character']],
    ['$(id)', ['characters', 'first-character']],
    [`\${x}`, ['characters', 'first-character']],
    ['../../etc', ['characters', 'first-character']],
    ['аdmin', ['characters', 'first-character']], // a Cyrillic letter
    ['new', ['reserved']],
    ['changes', ['reserved']],
    ['approvals', ['reserved']],
    ['local', ['reserved']],
    ['kube-system', ['reserved']],
    ['__proto__', ['characters', 'first-character']],
    ['constructor', []],
  ])('should judge %j by %j', (name, rules) => {
    expect(rulesOf(name)).toEqual(rules);
  });

  it('should have words of its own for each rule', () => {
    const messages = [
      'a_b',
      '-x',
      'x-',
      'a--b',
      'a',
      'a'.repeat(40),
      'new',
    ].map(name => environmentNameIssues(name)[0].message);
    expect(messages).toEqual([
      'may only have lower-case letters a to z, digits and hyphens (no spaces, capitals, dots or underscores)',
      'must start with a lower-case letter',
      'must not end with a hyphen; end with a letter or a digit',
      'must not have two hyphens in a row; use one',
      'must have at least 2 characters',
      'must have at most 32 characters, so that AWS takes the ids made of it; this has 40',
      '"new" is reserved; choose another name',
    ]);
  });

  it('should take only names that fit where the platform uses them', () => {
    const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/; // Kubernetes, RFC 1123
    const rds = /^[a-z](-?[a-z0-9])*$/; // RDS and ElastiCache identifiers
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z0-9-]{1,40}$/).filter(isEnvironmentName),
        name => {
          expect(name).toMatch(label);
          expect(name).toMatch(rds);
          expect(`${name}-redis`.length).toBeLessThanOrEqual(40);
          expect(name.length).toBeLessThanOrEqual(32);
        },
      ),
    );
  });

  it('should answer fast for a very long text', () => {
    const texts = ['a', '-', 'a-', ' ', 'é', '--a'].map(unit =>
      unit.repeat(50_000),
    );
    const duration = timeOf(() => {
      texts.forEach(text => {
        environmentNameIssues(text);
        suggestEnvironmentName(text);
      });
    });
    expect(duration).toBeLessThan(50);
    expect(texts.filter(isEnvironmentName)).toEqual([]);
  });
});

describe('suggestEnvironmentName', () => {
  it.each([
    ['A B C', 'a-b-c'],
    ['Ünï', 'uni'],
    ['my_env.2', 'my-env-2'],
    ['-x-y-', 'x-y'],
    ['7up', 'up'],
    ['prod;rm', 'prod-rm'],
    ['a'.repeat(64), 'a'.repeat(NAME_MAX_LENGTH)],
    ['---', undefined],
    ['', undefined],
    ['New', undefined],
  ])('should make of %j %j', (text, name) => {
    expect(suggestEnvironmentName(text)).toBe(name);
  });

  it('should only propose names that are accepted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const name = suggestEnvironmentName(text);
        expect(name === undefined || isEnvironmentName(name)).toBe(true);
      }),
    );
  });
});

describe('RESERVED_NAMES', () => {
  it('should hold the paths of the portal and the words of YAML', () => {
    for (const name of ['new', 'changes', 'preview', 'local', 'true', 'null']) {
      expect(RESERVED_NAMES.has(name)).toBe(true);
    }
  });
});
