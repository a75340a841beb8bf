import { shortName } from './shortName';

/** S3 takes 63 characters; the number of an account has 12, and a hyphen stands before it. */
const MAX_STEM = 63 - 13;

/** The name of a bucket, which is unique in the whole world by the number of the account. */
export function bucketName(
  environment: string,
  part: string,
  accountId: string,
): string {
  return `${shortName(`${environment}-${part}`, MAX_STEM)}-${accountId}`;
}
