import { createHash } from 'node:crypto';

const DIGEST_LENGTH = 32;

/** A name that fits: as it is, or cut and told apart from others by a digest of all of it. */
export function boundedId(id: string, max: number): string {
  if (id.length <= max) {
    return id;
  }
  const digest = createHash('sha256').update(id).digest('hex');
  return `${id.slice(0, max - DIGEST_LENGTH - 1)}/${digest.slice(
    0,
    DIGEST_LENGTH,
  )}`;
}
