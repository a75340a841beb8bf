import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  EnvironmentSpec,
  parseEnvironmentSpecText,
} from '@portico/plugin-environments-common';

/** The environments that `infra/environments` describes and the shop has an overlay for. */
export const ENVIRONMENTS = ['dev', 'staging', 'prod'] as const;

/** The spec of one of `infra/environments`. */
export function environmentFile(environment: string): EnvironmentSpec {
  const file = resolvePackagePath(
    '@portico/infra',
    `environments/${environment}.yaml`,
  );
  const parsed = parseEnvironmentSpecText(readFileSync(file, 'utf8'));
  if (!parsed.valid) throw new Error(JSON.stringify(parsed.issues));
  return parsed.spec;
}
