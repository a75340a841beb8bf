import { z } from 'zod/v4';
import { backupCopyRegionSchema } from './backupCopy';
import { fields, listOf, partNameSchema, wholeNumber } from './fields';

/** What a bucket may keep: data of the services, logs that AWS delivers, or backups. */
export const BUCKET_PURPOSES = ['data', 'logs', 'backups'] as const;

/** How long logs are kept where a spec does not say. */
const LOG_DAYS = 365;

const bucketSchema = fields({
  name: partNameSchema,
  purpose: z.enum(BUCKET_PURPOSES).default('data'),
  /** On for data and backups, off for logs, which nobody overwrites. */
  versioning: z.boolean().optional(),
  /** Objects are removed after so many days; data and backups are kept for good where it is left out. */
  expireAfterDays: wholeNumber(1, 3650).optional(),
}).transform(bucket => {
  const logs = bucket.purpose === 'logs';
  const expireAfterDays =
    bucket.expireAfterDays ?? (logs ? LOG_DAYS : undefined);
  return {
    ...bucket,
    versioning: bucket.versioning ?? !logs,
    ...(expireAfterDays !== undefined && { expireAfterDays }),
  };
});

/** The buckets of an environment; the full name is made of the environment's and theirs. */
export const storageSchema = fields({
  buckets: listOf(bucketSchema, { min: 1, max: 10, by: 'name' }).superRefine(
    (buckets, context) => {
      const index = buckets.findLastIndex(({ purpose }) => purpose === 'logs');
      if (buckets.filter(({ purpose }) => purpose === 'logs').length > 1) {
        context.addIssue({
          code: 'custom',
          path: [index, 'purpose'],
          message:
            'must be logs for one bucket only, the one that AWS delivers to',
        });
      }
    },
  ),
  /** Where buckets of backups are copied to, those that keep versions. */
  backupCopyRegion: backupCopyRegionSchema,
});
