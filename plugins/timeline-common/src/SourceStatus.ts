import { z } from 'zod/v4';
import { originSchema } from './origin';

/** What can be said of a source; each word has its own text and remedy on the page. */
export const sourceStateSchema = z.enum([
  'ok',
  'degraded',
  'down',
  'not-set-up',
  'not-allowed',
  'unknown',
]);

/** What can be said of a source. */
export type SourceState = z.infer<typeof sourceStateSchema>;

/** The health of one far end that a plugin depends on. */
export const sourceStatusSchema = z.object({
  id: z.string().min(1).max(128),
  title: z.string().min(1).max(128),
  state: sourceStateSchema,
  /** Why it is not ok, in plain words; null when there is nothing to explain. */
  reason: z.string().max(1000).nullable(),
  /** Since when it is in this state; null when that is not known. */
  since: z.iso.datetime().nullable(),
  /** The permission or setting that is missing. */
  missing: z.string().max(500).nullable(),
  /** What to copy in order to set it up. */
  snippet: z.string().max(4000).nullable(),
  origin: originSchema,
});

/** The health of one far end that a plugin depends on. */
export type SourceStatus = z.infer<typeof sourceStatusSchema>;

/** The answer of `GET /sources`. */
export const sourcesResponseSchema = z.object({
  items: z.array(sourceStatusSchema),
});

/** The answer of `GET /sources`. */
export type SourcesResponse = z.infer<typeof sourcesResponseSchema>;

/** The light a source shows: green when ok, red when it gives nothing, amber otherwise. */
export function sourceLight(state: SourceState): 'green' | 'amber' | 'red' {
  switch (state) {
    case 'ok':
      return 'green';
    case 'down':
    case 'not-allowed':
      return 'red';
    default:
      return 'amber';
  }
}
