import fc from 'fast-check';
import { anInput } from '../__testUtils__/aSpec';
import { timeOf } from '../__testUtils__/timeOf';
import { MAX_ISSUES } from './issues';
import { parseEnvironmentSpec } from './parseEnvironmentSpec';

const messageOf = (input: unknown) => {
  const parsed = parseEnvironmentSpec(input);
  return parsed.valid
    ? 'valid'
    : `${parsed.issues[0].path}: ${parsed.issues[0].message}`;
};

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = { a: value };
  return value;
}

describe('parseEnvironmentSpec with hostile input', () => {
  it.each([undefined, null, 0, 'text', true, [], () => 1, Symbol('x'), 1n])(
    'should refuse %p without throwing',
    input => {
      expect(messageOf(input)).toMatch(/^: (is missing; it )?must/);
    },
  );

  it('should refuse fields that reach for prototypes', () => {
    const polluted = JSON.parse(
      '{"spec": {"tags": {"__proto__": {"polluted": "yes"}}}}',
    );
    expect(messageOf(polluted)).toBe(
      'spec.tags: must not have a field named __proto__',
    );
    expect(messageOf({ constructor: { prototype: {} } })).toBe(
      ': must not have a field named constructor',
    );
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  it('should refuse what can not be read', () => {
    const trap = {
      get spec(): unknown {
        throw new Error('boom');
      },
    };
    expect(messageOf(trap)).toBe(': cannot be read as data');
    const loop: Record<string, unknown> = {};
    loop.spec = loop;
    expect(messageOf(loop)).toBe(
      'spec.spec.spec: is nested more than 12 levels deep',
    );
  });

  it.each<[string, () => unknown, string]>([
    [
      'a list of 100,000',
      () =>
        anInput({
          spec: {
            waivers: Array.from({ length: 100_000 }, () => ({})) as never,
          },
        }),
      'spec.waivers: must have at most 200 entries',
    ],
    [
      'a list that says it is endless',
      () => ({ spec: Object.assign([], { length: 4294967295 }) }),
      'spec: must have at most 200 entries',
    ],
    [
      '100,000 fields',
      () => ({
        spec: Object.fromEntries(
          Array.from({ length: 100_000 }, (_, i) => [`k${i}`, i]),
        ),
      }),
      'spec: must have at most 200 fields',
    ],
    [
      'a text of 10 million',
      () => anInput({ metadata: { name: 'a-'.repeat(5_000_000) } }),
      'metadata.name: must have at most 4096 characters',
    ],
    [
      'a name of 4,096',
      () => anInput({ metadata: { name: 'a-'.repeat(2_048) } }),
      'metadata.name: must have at most 32 characters, so that AWS takes the ids made of it; this has 4096',
    ],
    [
      '10,000 levels',
      () => nested(10_000),
      'a.a.a: is nested more than 12 levels deep',
    ],
    [
      'many small lists',
      () =>
        Array.from({ length: 200 }, () => Array.from({ length: 200 }, () => 1)),
      ': holds more than 5000 values',
    ],
  ])('should refuse %s within 50 ms', (_, build, message) => {
    const input = build();
    parseEnvironmentSpec(anInput());
    let answer = '';
    const duration = timeOf(() => {
      answer = messageOf(input);
    });
    expect(answer).toBe(message);
    expect(duration).toBeLessThan(50);
  });

  it('should tell no more issues than can be read', () => {
    const junk = Object.fromEntries(
      Array.from({ length: 190 }, (_, index) => [`field${index}`, index]),
    );
    const parsed = parseEnvironmentSpec({ ...anInput(), ...junk });
    expect(parsed.valid ? 0 : parsed.issues.length).toBe(MAX_ISSUES);
  });

  it('should answer every pattern fast, whatever the text', () => {
    const texts = ['a', 'a-', '-', '1.', 'a.', '0', ' ', 'é'].map(unit =>
      unit.repeat(Math.floor(4_000 / unit.length)),
    );
    const inputs = texts.map(text =>
      anInput({
        metadata: { name: text, owner: `group:${text}/${text}!` },
        spec: {
          network: { cidr: text },
          cluster: {
            nodeGroups: [
              {
                name: text,
                instanceType: `${text}!`,
                labels: { team: `${text}!` },
              },
            ],
          },
          database: { engine: 'postgres', instanceClass: `db.${text}!` },
          edge: { domainName: `${text.slice(0, 250)}!` },
          budget: { monthly: text },
          ttl: text,
          tags: { [text.slice(0, 250)]: `${text}\n` },
        },
      }),
    );
    const duration = timeOf(() =>
      inputs.forEach(input => parseEnvironmentSpec(input)),
    );
    expect(duration / inputs.length).toBeLessThan(50);
  });

  it('should never throw, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withNullPrototype: true,
          withSparseArray: true,
          withDate: true,
          withMap: true,
          withTypedArray: true,
        }),
        input => {
          expect(parseEnvironmentSpec(input).valid).toBe(false);
          expect(
            parseEnvironmentSpec({ ...anInput(), spec: input }).valid,
          ).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('should never throw when one field of a good spec is replaced', () => {
    const path = fc.constantFrom(
      'class',
      'region',
      'availabilityZones',
      'network',
      'cluster',
      'database',
      'cache',
      'storage',
      'edge',
      'events',
      'budget',
      'ttl',
      'tags',
      'waivers',
    );
    fc.assert(
      fc.property(path, fc.anything(), (field, value) => {
        const input = anInput();
        const parsed = parseEnvironmentSpec({
          ...input,
          spec: { ...input.spec, [field]: value },
        });
        const paths = parsed.valid
          ? []
          : parsed.issues.map(issue => issue.path);
        expect(
          paths.filter(
            issue => !issue.startsWith(`spec.${field}`) && issue !== '',
          ),
        ).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});
