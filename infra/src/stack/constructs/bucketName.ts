import { createHash } from 'node:crypto';

/** S3 takes 63 characters; the number of an account has 12, and a hyphen stands before it. */
const MAX_STEM = 63 - 13;
const HASH_LENGTH = 6;

/** The name of a bucket, which is unique in the whole world by the number of the account. */
export function bucketName(
  environment: string,
  part: string,
  accountId: string,
): string {
  return `${shortened(`${environment}-${part}`)}-${accountId}`;
}

function shortened(stem: string): string {
  if (stem.length <= MAX_STEM) return stem;
  const hash = createHash('sha256').update(stem).digest('hex');
  const kept = stem.slice(0, MAX_STEM - HASH_LENGTH - 1).replace(/-$/, '');
  return `${kept}-${hash.slice(0, HASH_LENGTH)}`;
}
