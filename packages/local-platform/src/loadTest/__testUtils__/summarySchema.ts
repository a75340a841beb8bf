import { z } from 'zod/v4';

const values = z.record(z.string(), z.number());
const checkSchema = z.strictObject({
  name: z.string(),
  path: z.string(),
  id: z.hex().length(32),
  passes: z.int(),
  fails: z.int(),
});
const groupSchema = z.strictObject({
  name: z.string(),
  path: z.string(),
  id: z.hex().length(32),
  checks: z.array(checkSchema),
  get groups() {
    return z.array(groupSchema);
  },
});
/** What k6 gives to `handleSummary`, and nothing else. */
export const summarySchema = z.strictObject({
  root_group: groupSchema,
  options: z.strictObject({
    summaryTrendStats: z.array(z.string()),
    summaryTimeUnit: z.string(),
    noColor: z.boolean(),
  }),
  state: z.strictObject({
    isStdOutTTY: z.boolean(),
    isStdErrTTY: z.boolean(),
    testRunDurationMs: z.number(),
  }),
  metrics: z.record(
    z.string(),
    z.strictObject({
      type: z.enum(['counter', 'gauge', 'rate', 'trend']),
      contains: z.enum(['default', 'time', 'data']),
      values,
      thresholds: z
        .record(z.string(), z.strictObject({ ok: z.boolean() }))
        .optional(),
    }),
  ),
});
