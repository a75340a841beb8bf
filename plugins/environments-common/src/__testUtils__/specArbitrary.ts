import fc from 'fast-check';
import type { EnvironmentSpec } from '../spec/EnvironmentSpec';
import { parseEnvironmentSpec } from '../spec/parseEnvironmentSpec';

const part = fc.stringMatching(/^[a-z]([a-z0-9]){1,10}$/);
const optional = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined });
/** Text that YAML might take for something else. */
const trickyText = fc.oneof(
  fc.constantFrom(
    'yes',
    'null',
    '1.0',
    '0x1',
    ': ',
    '#',
    '- x',
    '{a',
    '*b',
    '',
    ' ',
    '"',
    "'",
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);
const tagText = fc.oneof(
  fc.constantFrom('yes', 'null', '1.0', '~', '2026-11-25', '- x', 'a: b', '='),
  fc.stringMatching(/^[\p{L}\p{N} _.:/=+\-@]{1,20}$/u),
);

const nodeGroup = fc.record({
  name: part,
  capacity: fc.constantFrom('on-demand', 'spot'),
  instanceType: optional(fc.constantFrom('t3.medium', 'm6i.large')),
  min: optional(fc.integer({ min: 0, max: 3 })),
  max: optional(fc.integer({ min: 3, max: 9 })),
  labels: optional(fc.dictionary(part, part, { maxKeys: 3 })),
});

const input = fc.record({
  apiVersion: fc.constant('portico.dev/v1'),
  kind: fc.constant('Environment'),
  metadata: fc.record({
    name: part.map(name => `e-${name}`),
    owner: fc.constantFrom('group:default/platform', 'user:default/ada'),
    description: trickyText,
  }),
  spec: fc.record({
    class: fc.constantFrom('dev', 'staging'),
    region: fc.constantFrom('us-west-2', 'eu-west-1', 'us-east-1'),
    availabilityZones: optional(fc.integer({ min: 2, max: 3 })),
    network: fc.record({
      cidr: fc.integer({ min: 0, max: 255 }).map(n => `10.${n}.0.0/16`),
      natGateways: optional(fc.constantFrom('none', 'single', 'per-zone')),
    }),
    cluster: optional(
      fc.record({
        nodeGroups: fc.uniqueArray(nodeGroup, {
          minLength: 1,
          maxLength: 3,
          selector: ({ name }) => name,
        }),
      }),
    ),
    database: optional(
      fc.record({
        engine: fc.constant('postgres'),
        storageGb: fc.integer({ min: 20, max: 2000 }),
        readReplicas: optional(fc.integer({ min: 0, max: 5 })),
        backupWindow: optional(fc.constantFrom('03:00-04:00', '22:30-23:00')),
        maintenanceWindow: optional(
          fc.constantFrom('mon:01:00-mon:02:00', 'sat:23:30-sun:00:30'),
        ),
        backupCopyRegion: optional(fc.constantFrom('us-east-1', 'none')),
      }),
    ),
    cache: optional(
      fc.record({
        engine: fc.constantFrom('redis', 'valkey'),
        authToken: optional(fc.boolean()),
      }),
    ),
    edge: optional(
      fc.record({
        waf: optional(fc.constant({})),
        services: optional(
          fc.constantFrom([], [{ name: 'user', paths: ['/', '/v1/users'] }]),
        ),
      }),
    ),
    budget: optional(
      fc.record({ monthly: fc.integer({ min: 0, max: 99999 }).map(String) }),
    ),
    ttl: optional(fc.constantFrom('14d', '36h')),
    tags: optional(
      fc.dictionary(
        part.map(key => `t-${key}`),
        tagText,
        { maxKeys: 5 },
      ),
    ),
  }),
});

/** Valid specs with all kinds of sections, and text that is hard to write. */
export const specArbitrary: fc.Arbitrary<EnvironmentSpec> = input
  .map(parseEnvironmentSpec)
  .filter(parsed => parsed.valid)
  .map(({ spec }) => spec);
