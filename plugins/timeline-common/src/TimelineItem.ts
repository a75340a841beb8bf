import { z } from 'zod/v4';
import { originSchema } from './origin';

/** How an item ended, or that it has not: the word that is shown beside its colour. */
export const timelineStatusSchema = z.enum([
  'succeeded',
  'failed',
  'running',
  'waiting',
  'warning',
  'cancelled',
  'info',
  'unknown',
]);

/** How an item ended, or that it has not. */
export type TimelineStatus = z.infer<typeof timelineStatusSchema>;

const timeSchema = z.iso.datetime();

/** One thing that happened, or a span of time from `at` up to but not including `until`. */
export const timelineItemSchema = z
  .object({
    /** Unique within the plugin that answers. */
    id: z.string().min(1).max(256),
    at: timeSchema,
    until: timeSchema.optional(),
    /** The plugin's own word for it, such as `pipeline-run` or `deployment`. */
    kind: z.string().min(1).max(64),
    title: z.string().min(1).max(300),
    status: timelineStatusSchema,
    /** A path inside the portal or an http(s) address; null where there is nothing to open. */
    url: z
      .string()
      .max(2048)
      .regex(/^(\/(?![/\\])|https?:\/\/)/, {
        error: 'must be a path that starts with one / or an http(s) address',
      })
      .nullable(),
    origin: originSchema,
  })
  .refine(
    item =>
      item.until === undefined || Date.parse(item.until) >= Date.parse(item.at),
    { path: ['until'], error: 'must not be before at' },
  );

/** One thing that happened to a service or an environment. */
export type TimelineItem = z.infer<typeof timelineItemSchema>;

/** The answer of `GET /timeline`; a cursor is there only where more is to come. */
export const timelineResponseSchema = z.object({
  items: z.array(timelineItemSchema),
  cursor: z.string().optional(),
});

/** The answer of `GET /timeline`. */
export type TimelineResponse = z.infer<typeof timelineResponseSchema>;

/** The query of `GET /timeline`: the half-open window [from, to). */
export const timelineQuerySchema = z
  .object({
    entityRef: z.string().min(1).max(300).optional(),
    environment: z.string().min(1).max(63).optional(),
    from: timeSchema.optional(),
    to: timeSchema.optional(),
    cursor: z.string().min(1).max(500).optional(),
  })
  .refine(
    query =>
      query.from === undefined ||
      query.to === undefined ||
      Date.parse(query.from) < Date.parse(query.to),
    { path: ['to'], error: 'must be after from' },
  );

/** The query of `GET /timeline`. */
export type TimelineQuery = z.infer<typeof timelineQuerySchema>;
