import { z } from 'zod/v4';
import { originSchema } from '@portico/plugin-timeline-common';
import { plainTextSchema } from '../plainText';
import { planSummarySchema } from '../preview/Plan';

/** What a run of the pipeline does. */
export const runOperationSchema = z.enum(['plan', 'apply', 'drift', 'destroy']);

/** What a run of the pipeline does. */
export type RunOperation = z.infer<typeof runOperationSchema>;

/** Where a run of the pipeline stands. */
export const runStatusSchema = z.enum([
  'queued',
  'running',
  'succeeded',
  'failed',
  'cancelled',
]);

/** Where a run of the pipeline stands. */
export type RunStatus = z.infer<typeof runStatusSchema>;

const webAddressSchema = plainTextSchema(2048).regex(/^https?:\/\//, {
  error: 'must be an http(s) address',
});

/** How far a module is, while the pipeline works on it. */
export const moduleProgressSchema = z.object({
  module: plainTextSchema(64).min(1),
  status: runStatusSchema,
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
});

/** How far a module is. */
export type ModuleProgress = z.infer<typeof moduleProgressSchema>;

/** A value that the pipeline gives back, such as an address; a sensitive one has none. */
export const runOutputSchema = z
  .object({
    name: plainTextSchema(128).min(1),
    sensitive: z.boolean(),
    value: z.union([plainTextSchema(4096), z.number(), z.boolean()]).nullable(),
  })
  // The value of a secret is never kept, whatever a pipeline sends.
  .transform(output =>
    output.sensitive ? { ...output, value: null } : output,
  );

/** A value that the pipeline gives back. */
export type RunOutput = z.infer<typeof runOutputSchema>;

/** The body of `POST /environments/:name/pipeline-runs`; one id may report many times. */
export const pipelineRunReportSchema = z.strictObject({
  /** The pipeline's own id: reports with the same id are one run. */
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/, {
    error: 'must be 1 to 128 letters, digits, dots, colons, hyphens',
  }),
  operation: runOperationSchema,
  status: runStatusSchema,
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
  commit: z
    .string()
    .regex(/^[0-9a-f]{7,64}$/, { error: 'must be the hash of a commit' })
    .optional(),
  /** The change request that the run carries out. */
  changeId: plainTextSchema(64).min(1).optional(),
  actor: plainTextSchema(200).optional(),
  url: webAddressSchema.optional(),
  /** Whether steps were left out: nothing was created for real. */
  simulated: z.boolean().default(false),
  /** What `terraform show -json` prints of the plan; the server keeps a summary of it. */
  show: z.unknown().optional(),
  /** The counts, where the pipeline has them and does not send `show`. */
  summary: planSummarySchema.optional(),
  modules: z.array(moduleProgressSchema).max(50).optional(),
  outputs: z.array(runOutputSchema).max(100).optional(),
  /** Addresses of what a destroy could not remove. */
  leftovers: z.array(plainTextSchema(512)).max(1000).optional(),
  /** What went wrong, in plain words. */
  message: plainTextSchema(2000).optional(),
});

/** What a pipeline says of a run. */
export type PipelineRunReport = z.infer<typeof pipelineRunReportSchema>;

/** A run of the pipeline, as the portal shows it. */
export const pipelineRunSchema = z.object({
  id: z.string(),
  environment: z.string(),
  operation: runOperationSchema,
  status: runStatusSchema,
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  commit: z.string().nullable(),
  changeId: z.string().nullable(),
  actor: z.string().nullable(),
  url: z.string().nullable(),
  /** Null where the pipeline told no counts. */
  summary: planSummarySchema.nullable(),
  modules: z.array(moduleProgressSchema),
  leftovers: z.array(z.string()),
  message: z.string().nullable(),
  origin: originSchema,
});

/** A run of the pipeline. */
export type PipelineRun = z.infer<typeof pipelineRunSchema>;

/** The answer of `GET /environments/:name/pipeline-runs`, newest first. */
export const pipelineRunListSchema = z.object({
  items: z.array(pipelineRunSchema),
});

/** The answer of `GET /environments/:name/outputs`. */
export const outputListSchema = z.object({
  items: z.array(runOutputSchema),
  /** When they were told; null where no pipeline did. */
  asOf: z.iso.datetime().nullable(),
  origin: originSchema.nullable(),
});

/** The answer of `GET /environments/:name/outputs`. */
export type OutputList = z.infer<typeof outputListSchema>;
