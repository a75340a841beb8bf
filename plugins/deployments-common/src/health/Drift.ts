import { z } from 'zod/v4';

/** Whether what was reported as deployed is what runs. */
export const driftSchema = z.object({
  /** `unknown` where one of the two is not known; never taken for `none`. */
  state: z.enum(['none', 'drifted', 'unknown']),
  /** The version that the history tells. */
  reported: z.string().nullable(),
  /** The versions of the pods that serve; empty where none is known. */
  running: z.array(z.string()),
  /** The same in one plain sentence. */
  reason: z.string(),
});

/** Whether what was reported as deployed is what runs. */
export type Drift = z.infer<typeof driftSchema>;
