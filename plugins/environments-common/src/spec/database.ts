import { z } from 'zod/v4';
import { backupCopyRegionSchema, NO_BACKUP_COPY } from './backupCopy';
import type { ClassDefaults } from './classes';
import { fields, wholeNumber } from './fields';
import { isBackupWindow, isMaintenanceWindow, windowsOverlap } from './windows';

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

const backupWindowSchema = z.string().refine(isBackupWindow, {
  error:
    'must be a time of the day in UTC of at least 30 minutes, such as 03:00-04:00',
});

const maintenanceWindowSchema = z.string().refine(isMaintenanceWindow, {
  error:
    'must be a time of the week in UTC of at least 30 minutes and less than a day, such as sun:04:30-sun:05:30',
});

interface BackedUpFields {
  backupRetentionDays: number;
  backupWindow: string;
  maintenanceWindow: string;
  readReplicas: number;
  backupCopyRegion?: string;
}

function checkBackups(database: BackedUpFields, context: z.RefinementCtx) {
  const issue = (path: keyof BackedUpFields, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  const { backupWindow, maintenanceWindow, backupCopyRegion } = database;
  if (windowsOverlap(backupWindow, maintenanceWindow)) {
    issue(
      'maintenanceWindow',
      `must not overlap backupWindow, which is ${backupWindow} every day; it is ${maintenanceWindow}`,
    );
  }
  if (database.backupRetentionDays > 0) return;
  const remedy = 'set backupRetentionDays to at least 1';
  if (database.readReplicas > 0) {
    issue('readReplicas', `must be 0 without backups; ${remedy}`);
  }
  if (backupCopyRegion !== undefined && backupCopyRegion !== NO_BACKUP_COPY) {
    issue('backupCopyRegion', `must be left out without backups; ${remedy}`);
  }
}

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
    /** Copies of the database that are only read from; they follow it within moments. */
    readReplicas: wholeNumber(0, 5).default(0),
    backupRetentionDays: wholeNumber(0, 35).default(
      database.backupRetentionDays,
    ),
    /** When the daily backup is made, in UTC. */
    backupWindow: backupWindowSchema.default('03:00-04:00'),
    /** When AWS may change something, in UTC. */
    maintenanceWindow: maintenanceWindowSchema.default('sun:04:30-sun:05:30'),
    backupCopyRegion: backupCopyRegionSchema,
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
    })
    .superRefine(checkBackups);
}
