import { deploymentListQuerySchema } from '@portico/plugin-deployments-common';
import type { z } from 'zod/v4';

/** The query of `GET /incidents`: those that lasted at some time in the window [from, to). */
export const incidentListQuerySchema = deploymentListQuerySchema.omit({
  status: true,
});

/** The query of `GET /incidents`. */
export type IncidentListQuery = z.infer<typeof incidentListQuerySchema>;
