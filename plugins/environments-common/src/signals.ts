import { z } from 'zod/v4';

/** The channel on which open pages hear that environments or changes are not as they were. */
export const ENVIRONMENTS_SIGNAL_CHANNEL = 'environments';

/**
 * What is told on the channel. It goes to everybody who is signed in, so it
 * names nothing: a page asks again, and gets what its reader may see.
 */
export const environmentsSignalSchema = z.object({
  type: z.literal('changed'),
  /** The change that moved; null where an environment changed without one. */
  changeId: z.string().nullable(),
});

/** What is told on the channel. */
export type EnvironmentsSignal = z.infer<typeof environmentsSignalSchema>;
