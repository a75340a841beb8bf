import { originSchema } from '@portico/plugin-timeline-common';
import { z } from 'zod/v4';
import {
  entityRefSchema,
  environmentKeySchema,
  lineSchema,
  linkSchema,
  timeSchema,
} from './fields';

/** A time in which a component did not do what it should. */
export const incidentSchema = z
  .object({
    id: lineSchema(200),
    entityRef: entityRefSchema,
    environment: environmentKeySchema,
    title: lineSchema(300),
    openedAt: timeSchema,
    /** Null while it lasts. */
    resolvedAt: timeSchema.nullable(),
    /** The deployment that caused it; null where nobody has said so. */
    deploymentId: lineSchema(450).nullable(),
    /** Who told of it: a person, or the tool that reports. */
    source: z.object({
      type: lineSchema(64),
      id: lineSchema(200),
      url: linkSchema.nullable(),
    }),
    origin: originSchema,
  })
  .refine(
    ({ openedAt, resolvedAt }) =>
      resolvedAt === null || Date.parse(resolvedAt) >= Date.parse(openedAt),
    { path: ['resolvedAt'], error: 'must not be before openedAt' },
  );

/** A time in which a component did not do what it should. */
export type Incident = z.infer<typeof incidentSchema>;

/** The body of `POST /incidents`; the same id again replaces what was told before. */
export const reportIncidentSchema = z.strictObject({
  id: lineSchema(200),
  entityRef: entityRefSchema,
  environment: environmentKeySchema,
  title: lineSchema(300),
  openedAt: timeSchema,
  resolvedAt: timeSchema.nullable().default(null),
  deploymentId: lineSchema(450).nullable().default(null),
  url: linkSchema.nullable().default(null),
});

/** The body of `POST /incidents`. */
export type ReportIncident = z.input<typeof reportIncidentSchema>;

/** The answer of `GET /incidents`. */
export const incidentListSchema = z.object({
  items: z.array(incidentSchema),
  nextCursor: z.string().optional(),
});

/** The answer of `GET /incidents`. */
export type IncidentList = z.infer<typeof incidentListSchema>;
