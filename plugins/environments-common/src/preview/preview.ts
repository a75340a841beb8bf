import { z } from 'zod/v4';
import { approvalRequirementSchema } from './approvals';
import { estimateResultSchema } from './Estimate';
import { planSchema } from './Plan';
import { policyFindingSchema } from './PolicyFinding';
import { quotaSchema } from './quota';

/** The body of `POST /preview`; both specs are read again by the server's own rules. */
export const previewRequestSchema = z.strictObject({
  spec: z.unknown(),
  /** What is there today; left out for a new environment. */
  against: z.unknown().optional(),
});

/** The body of `POST /preview`. */
export type PreviewRequest = z.infer<typeof previewRequestSchema>;

/** What is wrong with a field; see `SpecIssue`. */
export const specIssueSchema = z.object({
  path: z.string(),
  message: z.string(),
  suggestion: z.string().optional(),
  line: z.number().int().positive().optional(),
});

/** The answer for a spec that is valid. */
export const validPreviewSchema = z.object({
  valid: z.literal(true),
  issues: z.tuple([]),
  estimate: estimateResultSchema,
  /** The estimate of `against`, so that a difference can be shown. */
  againstEstimate: estimateResultSchema.nullish(),
  plan: planSchema.nullable(),
  findings: z.array(policyFindingSchema),
  approvals: z.array(approvalRequirementSchema),
  /** Left out or null where no quota is set for the owner. */
  quota: quotaSchema.nullish(),
});

/** The answer for a spec that is not valid: its issues and nothing else. */
export const invalidPreviewSchema = z.strictObject({
  valid: z.literal(false),
  issues: z.array(specIssueSchema).min(1),
});

/** The answer of `POST /preview`. */
export const previewResponseSchema = z.discriminatedUnion('valid', [
  validPreviewSchema,
  invalidPreviewSchema,
]);

/** The answer of `POST /preview`. */
export type PreviewResponse = z.infer<typeof previewResponseSchema>;

/** The answer for a spec that is valid. */
export type ValidPreview = z.infer<typeof validPreviewSchema>;
