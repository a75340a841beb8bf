import { originSchema } from '@portico/plugin-timeline-common';
import { z } from 'zod/v4';
import {
  entityRefSchema,
  environmentKeySchema,
  listOf,
  timeSchema,
} from '../fields';
import { deploymentSchema } from '../Deployment';
import { healthStateSchema } from '../health/WorkloadHealth';

/** The query of `GET /overview`. */
export const overviewQuerySchema = z.object({
  entityRef: listOf(entityRefSchema, 100),
});

/** The query of `GET /overview`. */
export type OverviewQuery = z.infer<typeof overviewQuerySchema>;

/** One service in one environment, as a line of a list. */
export const overviewItemSchema = z.object({
  entityRef: entityRefSchema,
  environment: environmentKeySchema,
  version: z.string().nullable(),
  deployedAt: timeSchema.nullable(),
  state: healthStateSchema,
  /** The words of the state, and why. */
  reason: z.string(),
  origin: originSchema,
});

/** One service in one environment, as a line of a list. */
export type OverviewItem = z.infer<typeof overviewItemSchema>;

/** The answer of `GET /overview`: what needs somebody most comes first. */
export const deploymentsOverviewSchema = z.object({
  items: z.array(overviewItemSchema),
  /** The newest deployments. */
  latest: z.array(deploymentSchema).max(20),
  asOf: timeSchema,
});

/** The answer of `GET /overview`. */
export type DeploymentsOverview = z.infer<typeof deploymentsOverviewSchema>;
