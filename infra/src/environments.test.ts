import { readFileSync, readdirSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  cidrsOverlap,
  isBlocking,
  parseCidr,
  parseEnvironmentSpecText,
  parseStackSpecText,
} from '@portico/plugin-environments-common';
import { synthesized } from './__testUtils__/synthesized';
import { TODAY } from './__testUtils__/violations';
import { checkPolicies } from './policies/checkPolicies';
import { estimateDocument } from './pricing/estimateDocument';

const folder = resolvePackagePath('@portico/infra', 'environments');

function readAll() {
  return readdirSync(folder)
    .sort()
    .map(file => {
      const parsed = parseEnvironmentSpecText(
        readFileSync(`${folder}/${file}`, 'utf8'),
      );
      if (!parsed.valid) throw new Error(JSON.stringify(parsed.issues));
      return { file, spec: parsed.spec };
    });
}

describe('infra/environments', () => {
  it('should hold valid environments, each in the file of its name', () => {
    const specs = readAll();
    expect(specs.length).toBeGreaterThan(1);
    for (const { file, spec } of specs) {
      expect(file).toBe(`${spec.metadata.name}.yaml`);
    }
  });

  it('should let a workflow build each of them, and no other', () => {
    const file = resolvePackagePath('@portico/infra', 'bootstrap.yaml');
    const parsed = parseStackSpecText(readFileSync(file, 'utf8'));
    expect(parsed).toMatchObject({
      valid: true,
      spec: {
        kind: 'Bootstrap',
        spec: {
          provision: {
            environments: readAll().map(({ spec }) => spec.metadata.name),
          },
        },
      },
    });
  });

  it('should give every environment a network of its own', () => {
    const blocks = readAll().map(({ spec }) => {
      const parsed = parseCidr(spec.spec.network.cidr ?? '');
      if (!parsed.valid) throw new Error(parsed.message);
      return parsed.cidr;
    });
    const pairs = blocks.flatMap((left, i) =>
      blocks.slice(i + 1).map(right => cidrsOverlap(left, right)),
    );
    expect(pairs).toEqual(pairs.map(() => false));
  });

  it('should break no policy and stay within budget', () => {
    for (const { spec } of readAll()) {
      const document = synthesized(spec);
      const findings = checkPolicies(document, { spec, now: TODAY });
      expect(findings.filter(isBlocking)).toEqual([]);
      const { total } = estimateDocument(document, {
        region: spec.spec.region,
        now: TODAY,
      });
      expect(Number(total.monthly)).toBeLessThanOrEqual(
        Number(spec.spec.budget?.monthly),
      );
    }
  });
});
