import {
  originSchema,
  sourceStateSchema,
} from '@portico/plugin-timeline-common';
import { z } from 'zod/v4';
import {
  entityRefSchema,
  environmentKeySchema,
  listOf,
  timeSchema,
} from '../fields';
import { driftSchema } from '../health/Drift';
import { componentHealthSchema } from '../health/WorkloadHealth';

/** The last lines that a failing pod wrote, without secrets. */
const lastLogSchema = z.object({
  pod: z.string(),
  lines: z.array(z.string().max(400)).max(20),
  /** When the run that wrote them ended; when they were read where that is not told. */
  at: timeSchema,
});

/** What one cluster tells of a component in an environment. */
export const clusterViewSchema = z.object({
  cluster: z.string(),
  namespace: z.string().nullable(),
  /** Whether the cluster could be asked, and why not. */
  source: z.object({
    state: sourceStateSchema,
    reason: z.string().nullable(),
  }),
  /** When it was last seen; null where it never was. A time in the past makes the rest old. */
  seenAt: timeSchema.nullable(),
  /** Null where the cluster has not told of it. */
  health: componentHealthSchema.nullable(),
  /** Null where nothing fails, or there is no log to be had. */
  lastLog: lastLogSchema.nullable().default(null),
  origin: originSchema,
});

/** What one cluster tells of a component in an environment. */
export type ClusterView = z.infer<typeof clusterViewSchema>;

/** How far an environment is behind the one before it; only what is known is counted. */
export const behindSchema = z.object({
  /** The environment that it is compared with. */
  environment: environmentKeySchema,
  /** Deployments that the other one had since it brought this version. */
  deployments: z.number().int().nonnegative(),
  /** Commits in them; null where one of them does not tell its commits. */
  commits: z.number().int().nonnegative().nullable(),
});

/** How far an environment is behind the one before it. */
export type Behind = z.infer<typeof behindSchema>;

/** One service in one environment. */
export const matrixCellSchema = z.object({
  environment: environmentKeySchema,
  /** The version of the last success; where no deployment was told, the version that runs. Null where neither is known. */
  version: z.string().nullable(),
  /** From where `version` is: the history, the running pods, or nowhere. */
  versionFrom: z.enum(['history', 'running']).nullable(),
  commit: z.string().nullable(),
  deploymentId: z.string().nullable(),
  deployedAt: timeSchema.nullable(),
  deployedBy: z.string().nullable(),
  /** A deployment that is newer than the last success and has not ended. */
  underway: z
    .object({
      deploymentId: z.string(),
      version: z.string().nullable(),
      startedAt: timeSchema.nullable(),
    })
    .nullable(),
  /** A deployment that is newer than the last success and failed. */
  lastFailure: z
    .object({
      deploymentId: z.string(),
      version: z.string().nullable(),
      failedAt: timeSchema.nullable(),
    })
    .nullable(),
  /** The health over all clusters; null where no cluster tells. */
  health: componentHealthSchema.omit({ workloads: true }).nullable(),
  drift: driftSchema,
  /** Null where there is nothing to compare with, or the two share no version. */
  behind: behindSchema.nullable(),
  clusters: z.array(clusterViewSchema),
  origin: originSchema,
});

/** One service in one environment. */
export type MatrixCell = z.infer<typeof matrixCellSchema>;

/** One service, with a cell for each environment of which something is known. */
export const matrixRowSchema = z.object({
  entityRef: entityRefSchema,
  cells: z.array(matrixCellSchema),
});

/** One service in all environments. */
export type MatrixRow = z.infer<typeof matrixRowSchema>;

/** The query of `GET /matrix`. */
export const matrixQuerySchema = z.object({
  entityRef: listOf(entityRefSchema, 100),
  environment: listOf(environmentKeySchema, 50),
});

/** The query of `GET /matrix`. */
export type MatrixQuery = z.infer<typeof matrixQuerySchema>;

/** The answer of `GET /matrix`. */
export const matrixSchema = z.object({
  items: z.array(matrixRowSchema),
  /** The columns, in the order in which versions move through them. */
  environments: z.array(environmentKeySchema),
  asOf: timeSchema,
});

/** The answer of `GET /matrix`. */
export type Matrix = z.infer<typeof matrixSchema>;
