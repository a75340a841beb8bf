import { z } from 'zod/v4';
import type { ClassDefaults } from './classes';
import { fields, wholeNumber } from './fields';

const versionSchema = z
  .string({
    error: issue =>
      typeof issue.input === 'number'
        ? 'must be in quotes, such as "17"'
        : undefined,
  })
  .regex(/^1[4-8]$/, {
    error:
      'must be a major version from "14" to "18"; minor versions upgrade themselves',
  });

/** The database of an environment: PostgreSQL on RDS. */
export function databaseSchema({ database }: ClassDefaults) {
  return fields({
    engine: z.literal('postgres', {
      error: 'must be postgres, the only engine the platform offers',
    }),
    version: versionSchema.default(database.version),
    instanceClass: z
      .string()
      .regex(/^db\.[a-z][a-z0-9-]{1,15}\.[a-z0-9-]{2,16}$/, {
        error: 'must be a class of RDS, such as db.t3.micro',
      })
      .default(database.instanceClass),
    storageGb: wholeNumber(20, 65536).default(database.storageGb),
    /** Equal to storageGb where storage shall not grow by itself. */
    maxStorageGb: wholeNumber(20, 65536).optional(),
    multiAz: z.boolean().default(database.multiAz),
    backupRetentionDays: wholeNumber(0, 35).default(
      database.backupRetentionDays,
    ),
    deletionProtection: z.boolean().default(database.deletionProtection),
    finalSnapshot: z.boolean().default(database.finalSnapshot),
  })
    .transform(value => ({
      ...value,
      maxStorageGb:
        value.maxStorageGb ?? Math.max(value.storageGb, database.maxStorageGb),
    }))
    .refine(value => value.maxStorageGb >= value.storageGb, {
      path: ['maxStorageGb'],
      error: 'must not be smaller than storageGb',
    });
}
