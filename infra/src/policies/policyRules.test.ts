import {
  EnvironmentSpec,
  defaultSpecFor,
  isBlocking,
} from '@portico/plugin-environments-common';
import { aFullSpec } from '../__testUtils__/aSpec';
import { synthesized } from '../__testUtils__/synthesized';
import { TODAY } from '../__testUtils__/violations';
import { isExpression, isRecord } from '../document/attributes';
import { Attributes, TerraformDocument } from '../document/TerraformDocument';
import { sampleSpec } from '../docs/sampleSpecs';
import { checkPolicies } from './checkPolicies';
import { policyRules } from './policyRules';

/** The time in which all rules judge an environment, with room for a busy machine. */
const LIMIT_MS = 50;

/** The same value with everything that is known made unknown; what it refers to stays. */
function unknown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unknown);
  if (isRecord(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, unknown(inner)]),
    );
  }
  return value === null || isExpression(value) ? value : '${var.unknown}';
}

/** The same value with every block and list at a depth made unknown as a whole. */
function unknownBlocks(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) {
    return depth === 0
      ? '${var.unknown}'
      : value.map(inner => unknownBlocks(inner, depth));
  }
  if (!isRecord(value)) return value;
  if (depth === 0) return '${var.unknown}';
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === '//' ? inner : unknownBlocks(inner, depth - 1),
    ]),
  );
}

function withUnknown(
  document: TerraformDocument,
  type: string,
  change: (value: unknown) => unknown = unknown,
): TerraformDocument {
  const resources = Object.entries(document.resource[type]).map(
    ([name, attributes]) => [name, change(attributes)],
  );
  const changed: Record<string, Attributes> = Object.fromEntries(resources);
  return { ...document, resource: { ...document.resource, [type]: changed } };
}

function findingsIn(document: TerraformDocument, spec?: EnvironmentSpec) {
  return checkPolicies(document, { spec, now: TODAY }).map(
    ({ ruleId, resource, why }) => `${ruleId} ${resource} ${why}`,
  );
}

describe('policyRules', () => {
  const spec = aFullSpec();
  const document = synthesized(spec);

  it('should find nothing in an environment with everything', () => {
    expect(findingsIn(document, spec)).toEqual([]);
  });

  it.each(Object.keys(document.resource))(
    'should not accuse %s of what is not known',
    type => {
      expect(findingsIn(withUnknown(document, type), spec)).toEqual([]);
    },
  );

  it.each(Object.keys(document.resource))(
    'should not accuse %s of blocks that are not known',
    type => {
      for (const depth of [1, 2, 3]) {
        const changed = withUnknown(document, type, attributes =>
          unknownBlocks(attributes, depth),
        );
        expect(findingsIn(changed, spec)).toEqual([]);
      }
    },
  );

  it.each(['dev', 'staging', 'prod'] as const)(
    'should have nothing against what is proposed for %s, and nothing that blocks its sample',
    environmentClass => {
      const proposed = defaultSpecFor(environmentClass, {
        name: 'proposed',
        owner: 'group:default/platform',
        takenCidrs: [],
      });
      expect(findingsIn(synthesized(proposed), proposed)).toEqual([]);
      const sample = sampleSpec(environmentClass);
      const findings = checkPolicies(synthesized(sample), {
        spec: sample,
        now: TODAY,
      });
      expect(findings.filter(isBlocking)).toEqual([]);
    },
  );

  it('should say why and how to mend it, in whole sentences', () => {
    for (const { why, fix, title } of policyRules) {
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      for (const sentence of [why, fix]) {
        expect(sentence).toMatch(/^[A-Z].*\.$/);
      }
    }
  });

  it(`should judge a production environment within ${LIMIT_MS} ms`, () => {
    const runs = Array.from({ length: 5 }, () => {
      const start = performance.now();
      checkPolicies(document, { spec, now: TODAY });
      return performance.now() - start;
    });
    expect(Math.min(...runs)).toBeLessThan(LIMIT_MS);
  });
});
