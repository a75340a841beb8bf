import { z } from 'zod/v4';

/**
 * Where a record comes from: `live` data of a real source, `sample` data that was
 * invented, `emulated` data that our server gave in place of theirs, `simulated`
 * where the step was not executed.
 */
export const originSchema = z.enum(['live', 'sample', 'emulated', 'simulated']);

/** Where a record comes from; never left out, so that nothing invented passes for real. */
export type Origin = z.infer<typeof originSchema>;
