import { z } from 'zod/v4';
import { approvalRequirementSchema } from '../preview/approvals';
import { estimateResultSchema } from '../preview/Estimate';
import { planSchema } from '../preview/Plan';
import { policyFindingSchema } from '../preview/PolicyFinding';
import { plainTextSchema } from '../plainText';
import { environmentSpecSchema } from '../spec/parseEnvironmentSpec';
import { ttlSchema } from '../spec/ttl';
import {
  changeEventSchema,
  changeKindSchema,
  changeStateSchema,
} from './changeState';

const commentSchema = plainTextSchema(1000).trim();

/** The body of `POST /changes`; the spec is read again by the server's own rules. */
export const createChangeRequestSchema = z.strictObject({
  kind: changeKindSchema,
  /** The environment; its rules are told with those of the spec. */
  name: plainTextSchema(200).min(1),
  /** Needed for create, resize, revert and adopt. */
  spec: z.unknown().optional(),
  /** Needed for extend: the new time to live, counted from the start. */
  ttl: ttlSchema.optional(),
  comment: commentSchema.optional(),
  /** For destroy: the name once more, typed by the person who asks. */
  confirm: plainTextSchema(200).optional(),
  /** For destroy: whether a last snapshot of the data is kept. */
  keepSnapshot: z.boolean().optional(),
  /** The scaffolder task that asks. */
  taskId: plainTextSchema(100).optional(),
});

/** The body of `POST /changes`. */
export type CreateChangeRequest = z.input<typeof createChangeRequestSchema>;

/** The body of `POST /changes/:id/{approve,reject,withdraw}`. */
export const decisionRequestSchema = z.strictObject({
  comment: commentSchema.optional(),
});

/** The body of a decision. */
export type DecisionRequest = z.input<typeof decisionRequestSchema>;

/** An approval that is needed, and who gave it. */
export const changeApprovalSchema = approvalRequirementSchema.extend({
  decision: z
    .object({
      by: z.string(),
      at: z.iso.datetime(),
      verdict: z.enum(['approved', 'rejected']),
      comment: z.string().nullable(),
    })
    .nullable(),
});

/** An approval that is needed, and who gave it. */
export type ChangeApproval = z.infer<typeof changeApprovalSchema>;

/** One entry of a change's history. */
export const changeHistoryEntrySchema = z.object({
  at: z.iso.datetime(),
  /** An event of the transition table, or `comment` and the like, which move nothing. */
  event: z.union([changeEventSchema, z.string().max(64)]),
  from: changeStateSchema.nullable(),
  to: changeStateSchema,
  actor: z.string(),
  comment: z.string().nullable(),
});

/** One entry of a change's history. */
export type ChangeHistoryEntry = z.infer<typeof changeHistoryEntrySchema>;

/** The pull request of a change. */
export const pullRequestSchema = z.object({
  number: z.number().int().positive(),
  url: z.string(),
  state: z.enum(['open', 'merged', 'closed']),
});

/** The pull request of a change. */
export type PullRequest = z.infer<typeof pullRequestSchema>;

/** A change request, as the portal shows it. */
export const changeRequestSchema = z.object({
  id: z.string(),
  kind: changeKindSchema,
  name: z.string(),
  state: changeStateSchema,
  /** Why it is in this state, such as why a merge was refused. */
  stateReason: z.string().nullable(),
  requestedBy: z.string(),
  requestedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  owner: z.string(),
  comment: z.string().nullable(),
  before: environmentSpecSchema.nullable(),
  after: environmentSpecSchema.nullable(),
  specHash: z.string(),
  estimate: estimateResultSchema.nullable(),
  /** What it costs today; null for a new environment. */
  estimateBefore: estimateResultSchema.nullable(),
  plan: planSchema.nullable(),
  findings: z.array(policyFindingSchema),
  approvals: z.array(changeApprovalSchema),
  pullRequest: pullRequestSchema.nullable(),
  taskId: z.string().nullable(),
  runId: z.string().nullable(),
  history: z.array(changeHistoryEntrySchema),
  /** What the person who reads may do. */
  viewer: z.object({
    mayDecide: z.boolean(),
    mayWithdraw: z.boolean(),
    /** Why not, in plain words. */
    reason: z.string().nullable(),
  }),
});

/** A change request, as the portal shows it. */
export type ChangeRequest = z.infer<typeof changeRequestSchema>;

/** A change request in a list: without the parts that are large. */
export const changeSummarySchema = changeRequestSchema
  .omit({
    before: true,
    after: true,
    plan: true,
    findings: true,
    history: true,
    estimate: true,
    estimateBefore: true,
  })
  .extend({
    /** The list price a month after the change; null where it is not known. */
    monthly: z.string().nullable(),
    /** The list price a month today; null where it is not known or there is none. */
    monthlyBefore: z.string().nullable(),
  });

/** A change request in a list. */
export type ChangeSummary = z.infer<typeof changeSummarySchema>;

/** The query of `GET /changes`. */
export const changeListQuerySchema = z.object({
  state: z
    .union([
      changeStateSchema.transform(state => [state]),
      z.array(changeStateSchema).max(20),
    ])
    .optional(),
  /** `me`: what waits for a decision of the person who asks. */
  assignee: z.literal('me').optional(),
  requester: z.literal('me').optional(),
  name: plainTextSchema(63).min(1).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().min(1).max(500).optional(),
});

/** The query of `GET /changes`. */
export type ChangeListQuery = z.input<typeof changeListQuerySchema>;

/** The answer of `GET /changes`. */
export const changeListSchema = z.object({
  items: z.array(changeSummarySchema),
  cursor: z.string().optional(),
});

/** The answer of `GET /changes`. */
export type ChangeList = z.infer<typeof changeListSchema>;
