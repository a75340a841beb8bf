import { createHash } from 'node:crypto';
import {
  canonicalSpec,
  EnvironmentSpec,
} from '@portico/plugin-environments-common';

/** One hash for equal specs. */
export function specHash(spec: EnvironmentSpec): string {
  return createHash('sha256').update(canonicalSpec(spec)).digest('hex');
}
