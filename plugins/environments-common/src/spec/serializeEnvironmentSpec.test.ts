import fc from 'fast-check';
import { anInput, aSpec, DEV_FILE } from '../__testUtils__/aSpec';
import { specArbitrary } from '../__testUtils__/specArbitrary';
import { parseEnvironmentSpec } from './parseEnvironmentSpec';
import { parseEnvironmentSpecText } from './parseEnvironmentSpecText';
import {
  canonicalSpec,
  serializeEnvironmentSpec,
} from './serializeEnvironmentSpec';

/** The same value with the keys of every object turned round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, entry]) => [key, reversed(entry)]),
  );
}

describe('serializeEnvironmentSpec', () => {
  it('should write a file that people can read', () => {
    const spec = aSpec({
      metadata: { description: 'Shared: development' },
      spec: {
        cache: { engine: 'redis' },
        budget: { monthly: '300' },
        ttl: '14d',
        tags: { team: 'yes', 'cost center': '007' },
      },
    });
    expect(serializeEnvironmentSpec(spec)).toBe(`apiVersion: portico.dev/v1
kind: Environment
metadata:
  name: dev-ada
  owner: group:default/checkout
  description: "Shared: development"
spec:
  class: dev
  region: us-west-2
  availabilityZones: 3
  network:
    cidr: 10.0.0.0/16
    flowLogs: false
    natGateways: single
  cache:
    engine: redis
    version: "7.1"
    authToken: false
    nodeType: cache.t3.micro
    nodes: 1
    snapshotRetentionDays: 0
  observability:
    alarms: false
    notify: []
  security:
    auditTrail: false
  budget:
    anomalies: false
    currency: USD
    monthly: "300.00"
  ttl: 14d
  tags:
    cost center: "007"
    team: "yes"
  waivers: []
`);
  });

  it('should read back every spec that it writes', () => {
    fc.assert(
      fc.property(specArbitrary, spec => {
        const text = serializeEnvironmentSpec(spec);
        expect(parseEnvironmentSpecText(text)).toEqual({ valid: true, spec });
      }),
      { numRuns: 300 },
    );
  });

  it('should write the same text whatever the order of the keys', () => {
    fc.assert(
      fc.property(specArbitrary, spec => {
        const again = parseEnvironmentSpec(reversed(spec));
        expect(again).toEqual({ valid: true, spec });
        const other = again.valid ? again.spec : aSpec();
        expect(serializeEnvironmentSpec(other)).toBe(
          serializeEnvironmentSpec(spec),
        );
        expect(canonicalSpec(other)).toBe(canonicalSpec(spec));
      }),
    );
  });

  it('should write text that stays the same when it is read and written again', () => {
    const parsed = parseEnvironmentSpecText(DEV_FILE);
    const once = parsed.valid ? serializeEnvironmentSpec(parsed.spec) : '';
    const again = parseEnvironmentSpecText(once);
    expect(again.valid && serializeEnvironmentSpec(again.spec)).toBe(once);
  });

  it.each([
    '"; rm -rf / #',
    '$(id) `id`',
    `\${x} {{y}}`,
    '- a: b',
    '*alias &anchor',
    'Ünï 日本 🙂',
    ' spaces ',
    'null',
    '#',
    '---',
    '%YAML',
    "it's",
    '\\n',
    '1e3',
    '0x1f',
    '~',
  ])('should keep the description %j as it is', description => {
    const spec = aSpec({ metadata: { description } });
    const parsed = parseEnvironmentSpecText(serializeEnvironmentSpec(spec));
    expect(parsed.valid && parsed.spec.metadata.description).toBe(description);
  });
});

describe('canonicalSpec', () => {
  it('should differ where any field differs', () => {
    const base = canonicalSpec(aSpec());
    expect(canonicalSpec(aSpec({ metadata: { description: 'x' } }))).not.toBe(
      base,
    );
    expect(canonicalSpec(aSpec({ spec: { ttl: '14d' } }))).not.toBe(base);
    expect(
      canonicalSpec(aSpec({ spec: { network: { cidr: '10.1.0.0/16' } } })),
    ).not.toBe(base);
  });

  it('should be the same for what was left out and what was written', () => {
    const written = anInput({ spec: { availabilityZones: 3, tags: {} } });
    const parsed = parseEnvironmentSpec(written);
    expect(parsed.valid && canonicalSpec(parsed.spec)).toBe(
      canonicalSpec(aSpec()),
    );
  });
});
