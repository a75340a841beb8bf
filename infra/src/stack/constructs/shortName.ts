import { createHash } from 'node:crypto';

const HASH_LENGTH = 6;

/** A name that is no longer than AWS takes; one that has to be cut ends with a hash of the whole. */
export function shortName(name: string, max: number): string {
  if (name.length <= max) return name;
  const hash = createHash('sha256').update(name).digest('hex');
  const kept = name.slice(0, max - HASH_LENGTH - 1).replace(/-$/, '');
  return `${kept}-${hash.slice(0, HASH_LENGTH)}`;
}
