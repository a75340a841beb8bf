import { z } from 'zod/v4';

/**
 * How what runs is doing.
 *
 * - `healthy`: as many as wanted are ready, on the wanted version.
 * - `rolling-out`: a new version is on its way, within its deadline, and nothing fails.
 * - `degraded`: it serves, with fewer than wanted or with something failing beside it.
 * - `failing`: nothing serves.
 * - `rollout-failing`: the new version fails, while the old one still serves.
 * - `rollout-failed`: the new version missed its deadline, while the old one still serves.
 * - `paused`: its rollout was stopped on purpose.
 * - `scaled-to-zero`: none is wanted.
 * - `complete`: a job that is done.
 * - `unknown`: it could not be seen, or there is nothing to judge by.
 */
export const healthStateSchema = z.enum([
  'healthy',
  'rolling-out',
  'degraded',
  'failing',
  'rollout-failing',
  'rollout-failed',
  'paused',
  'scaled-to-zero',
  'complete',
  'unknown',
]);

/** How what runs is doing. */
export type HealthState = z.infer<typeof healthStateSchema>;

/** The kinds of objects that run a component. */
export const workloadKindSchema = z.enum([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
]);

/** The kinds of objects that run a component. */
export type WorkloadKind = z.infer<typeof workloadKindSchema>;

const countSchema = z.number().int().nonnegative();

/** Restarts of the containers that are there now. They are history, and no fault by themselves. */
export const restartsSchema = z.object({
  count: countSchema,
  /** When the last one ended; null where there was none or the time is not kept. */
  lastAt: z.iso.datetime().nullable(),
  /** Why it ended, such as OOMKilled or "exit 137". */
  lastReason: z.string().nullable(),
});

/** Restarts of the containers that are there now. */
export type Restarts = z.infer<typeof restartsSchema>;

/** The health of one workload, or of all workloads of a component in one place. */
export const workloadHealthSchema = z.object({
  state: healthStateSchema,
  /** The version that is wanted; null where nothing names one. */
  targetVersion: z.string().nullable(),
  /** Ready pods by version, those without a version left out; null where the pods can't be seen. */
  servingVersions: z.record(z.string(), countSchema).nullable(),
  /** How many are wanted; null where that has no meaning (jobs) or is not known. */
  desired: countSchema.nullable(),
  /** How many are ready, by pods where they can be seen; null where neither pods nor a status tells. */
  ready: countSchema.nullable(),
  /** Why, in one plain sentence. */
  reason: z.string(),
  /** Since when, where the objects tell. */
  since: z.iso.datetime().nullable(),
  /** Null where the pods can't be seen. */
  restarts: restartsSchema.nullable(),
  /** What could not be seen, such as `pods`; the verdict stands without it. */
  notSeen: z.array(z.string()),
});

/** The health of one workload, or of all workloads of a component in one place. */
export type WorkloadHealth = z.infer<typeof workloadHealthSchema>;

/** The health of a component in one namespace of one cluster, and of each of its workloads. */
export const componentHealthSchema = workloadHealthSchema.extend({
  workloads: z.array(
    workloadHealthSchema.extend({
      kind: workloadKindSchema,
      name: z.string(),
      /** The images that its pods should run. */
      images: z.array(z.string()),
    }),
  ),
});

/** The health of a component in one namespace of one cluster, and of each of its workloads. */
export type ComponentHealth = z.infer<typeof componentHealthSchema>;
