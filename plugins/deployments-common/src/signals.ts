import { z } from 'zod/v4';

/** The channel on which open pages hear that deployments, incidents or what runs are not as they were. */
export const DEPLOYMENTS_SIGNAL_CHANNEL = 'deployments';

/**
 * What is told on the channel. It goes to everybody who is signed in, so it names nothing: a page
 * asks again, and gets what its reader may see.
 */
export const deploymentsSignalSchema = z.object({ type: z.literal('changed') });

/** What is told on the channel. */
export type DeploymentsSignal = z.infer<typeof deploymentsSignalSchema>;
