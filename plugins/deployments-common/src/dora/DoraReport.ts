import { originSchema } from '@portico/plugin-timeline-common';
import { z } from 'zod/v4';
import { isZone, MAX_WINDOW_DAYS } from './calendarDays';
import {
  entityRefSchema,
  environmentKeySchema,
  lineSchema,
  listOf,
  timeSchema,
} from '../fields';

const DAY_MS = 24 * 60 * 60 * 1_000;

const countSchema = z.number().int().nonnegative();

/** Of how many something is known: "7 of 9". */
export const coverageSchema = z.object({ known: countSchema, of: countSchema });

/** Of how many something is known. */
export type Coverage = z.infer<typeof coverageSchema>;

/** How often something is deployed, in words. */
export const frequencyBucketSchema = z.enum([
  'daily',
  'weekly',
  'monthly',
  'yearly',
]);

/** How often something is deployed, in words. */
export type FrequencyBucket = z.infer<typeof frequencyBucketSchema>;

/** How often there are deployments. */
export const deploymentFrequencySchema = z.object({
  /** Deployments a calendar day, days without any included; null where there was none. */
  perDay: z.number().nonnegative().nullable(),
  deployments: countSchema,
  /** Every calendar day of the window in the zone, those with none included. */
  days: z.array(z.object({ day: z.iso.date(), deployments: countSchema })),
  /** Null where there was none, or the window is too short to tell. */
  bucket: frequencyBucketSchema.nullable(),
});

/** How often there are deployments. */
export type DeploymentFrequency = z.infer<typeof deploymentFrequencySchema>;

/** How long a commit takes to production. */
export const changeLeadTimeSchema = z.object({
  /** Seconds from author to first success; null where no commit is known. */
  medianSeconds: z.number().nonnegative().nullable(),
  /** Commits that were measured. */
  commits: countSchema,
  /** Deployments of new versions whose commits are known. */
  coverage: coverageSchema,
  /** Commits up to five minutes younger than their deployment: counted as 0 seconds. */
  skewed: countSchema,
  /** Commits more than five minutes younger than their deployment: left out. */
  excluded: countSchema,
});

/** How long a commit takes to production. */
export type ChangeLeadTime = z.infer<typeof changeLeadTimeSchema>;

/** Which part of the deployments broke something. */
export const changeFailRateSchema = z.object({
  /** Failed by all, 0..1; null where there was no deployment. */
  ratio: z.number().min(0).max(1).nullable(),
  failed: countSchema,
  deployments: countSchema,
  /** Incidents in the window that nobody has linked to a deployment; they count for none. */
  unlinkedIncidents: countSchema,
});

/** Which part of the deployments broke something. */
export type ChangeFailRate = z.infer<typeof changeFailRateSchema>;

/** How long until a failed deployment was put right. */
export const recoveryTimeSchema = z.object({
  /** Seconds from its first success to the recovery; null where none has recovered. */
  medianSeconds: z.number().nonnegative().nullable(),
  /** Failed deployments that have recovered. */
  coverage: coverageSchema,
});

/** How long until a failed deployment was put right. */
export type RecoveryTime = z.infer<typeof recoveryTimeSchema>;

/** Which part of the deployments were unplanned repairs. */
export const reworkRateSchema = z.object({
  /** Repairs by all, 0..1; null where there was no deployment. */
  ratio: z.number().min(0).max(1).nullable(),
  rework: countSchema,
  deployments: countSchema,
});

/** Which part of the deployments were unplanned repairs. */
export type ReworkRate = z.infer<typeof reworkRateSchema>;

/** The five metrics of one environment in the half-open window [from, to). */
export const doraReportSchema = z.object({
  entityRefs: z.array(entityRefSchema),
  environment: environmentKeySchema,
  from: timeSchema,
  to: timeSchema,
  /** The IANA zone whose calendar days are counted. */
  zone: z.string(),
  /** Only records of this origin are counted. */
  origin: originSchema,
  /** Records in the window with another origin, which are not counted. */
  otherOrigins: countSchema,
  /** Attempts in the window that never were a success: no deployments, and told beside them. */
  failedAttempts: countSchema,
  deploymentFrequency: deploymentFrequencySchema,
  changeLeadTime: changeLeadTimeSchema,
  changeFailRate: changeFailRateSchema,
  failedDeploymentRecoveryTime: recoveryTimeSchema,
  deploymentReworkRate: reworkRateSchema,
});

/** The five metrics of one environment in a window. */
export type DoraReport = z.infer<typeof doraReportSchema>;

/** The query of `GET /dora`; the server fills in what is left out. */
export const doraQuerySchema = z
  .object({
    entityRef: listOf(entityRefSchema, 100),
    environment: environmentKeySchema.optional(),
    from: timeSchema.optional(),
    to: timeSchema.optional(),
    zone: lineSchema(64)
      .refine(isZone, { error: 'must be a zone such as Europe/Berlin' })
      .optional(),
  })
  .refine(
    ({ from, to }) =>
      from === undefined ||
      to === undefined ||
      Date.parse(from) < Date.parse(to),
    { path: ['to'], error: 'must be after from' },
  )
  .refine(
    ({ from, to }) =>
      from === undefined ||
      to === undefined ||
      Date.parse(to) - Date.parse(from) <= MAX_WINDOW_DAYS * DAY_MS,
    {
      path: ['to'],
      error: `must be ${MAX_WINDOW_DAYS} days after from at most`,
    },
  );

/** The query of `GET /dora`. */
export type DoraQuery = z.infer<typeof doraQuerySchema>;
