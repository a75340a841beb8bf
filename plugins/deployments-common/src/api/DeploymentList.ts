import { z } from 'zod/v4';
import {
  entityRefSchema,
  environmentKeySchema,
  listOf,
  timeSchema,
} from '../fields';
import { deploymentSchema, deploymentStatusSchema } from '../Deployment';

/** The query of `GET /deployments`: newest first, in the half-open window [from, to). */
export const deploymentListQuerySchema = z.object({
  entityRef: listOf(entityRefSchema, 100),
  environment: listOf(environmentKeySchema, 50),
  status: listOf(deploymentStatusSchema, 10),
  from: timeSchema.optional(),
  to: timeSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(500).optional(),
});

/** The query of `GET /deployments`. */
export type DeploymentListQuery = z.infer<typeof deploymentListQuerySchema>;

/** The answer of `GET /deployments`; a cursor is there only where more is to come. */
export const deploymentListSchema = z.object({
  items: z.array(deploymentSchema),
  nextCursor: z.string().optional(),
});

/** The answer of `GET /deployments`. */
export type DeploymentList = z.infer<typeof deploymentListSchema>;

/** The answer of `POST /events`: what became of an event that was taken. */
export const eventAcceptedSchema = z.object({
  /** The deployment that the event is about. */
  deploymentId: z.string(),
  /** Whether the same event was there already; it then changed nothing. */
  duplicate: z.boolean(),
});

/** The answer of `POST /events`. */
export type EventAccepted = z.infer<typeof eventAcceptedSchema>;
