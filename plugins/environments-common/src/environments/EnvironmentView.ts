import { z } from 'zod/v4';
import { originSchema } from '@portico/plugin-timeline-common';
import { changeKindSchema, changeStateSchema } from '../changes/changeState';
import { estimateResultSchema } from '../preview/Estimate';
import { environmentClassSchema } from '../spec/classes';
import { environmentSpecSchema } from '../spec/parseEnvironmentSpec';
import { specIssueSchema } from '../preview/preview';
import { environmentStateSchema } from './environmentState';
import { pipelineRunSchema } from './PipelineRun';

/** What the last check for drift found. */
export const driftSchema = z.object({
  checkedAt: z.iso.datetime(),
  /** How many resources differ. */
  changed: z.number().int().nonnegative(),
});

/** What the last check for drift found. */
export type Drift = z.infer<typeof driftSchema>;

/** An environment, as the portal shows it. */
export const environmentViewSchema = z.object({
  name: z.string(),
  entityRef: z.string(),
  owner: z.string(),
  description: z.string(),
  /** Null for the running processes, which are no environment of AWS. */
  class: environmentClassSchema.nullable(),
  region: z.string().nullable(),
  state: environmentStateSchema,
  /** Why it is in this state, where there is more to say. */
  stateReason: z.string().nullable(),
  /** Whether its end is near or past. */
  expiring: z.boolean(),
  expiresAt: z.iso.datetime().nullable(),
  origin: originSchema,
  /** Null for the running processes, and where the file can't be read. */
  spec: environmentSpecSchema.nullable(),
  /** What is wrong with the file; empty where it is valid. */
  issues: z.array(specIssueSchema),
  /** The file in its repository. */
  source: z
    .object({
      path: z.string(),
      commit: z.string().nullable(),
      url: z.string().nullable(),
    })
    .nullable(),
  /** Null where there is no spec to price. */
  estimate: estimateResultSchema.nullable(),
  /** Whether changes can be asked for, and if not, why. */
  changeable: z.boolean(),
  notChangeableReason: z.string().nullable(),
  openChange: z
    .object({
      id: z.string(),
      kind: changeKindSchema,
      state: changeStateSchema,
      requestedBy: z.string(),
    })
    .nullable(),
  lastRun: pipelineRunSchema.nullable(),
  /** Whether a pipeline has ever reported for it. */
  pipelineConnected: z.boolean(),
  drift: driftSchema.nullable(),
  createdAt: z.iso.datetime().nullable(),
  updatedAt: z.iso.datetime().nullable(),
});

/** An environment, as the portal shows it. */
export type EnvironmentView = z.infer<typeof environmentViewSchema>;

/** The answer of `GET /environments`. */
export const environmentListSchema = z.object({
  items: z.array(environmentViewSchema),
  /** Whether nothing is missing; only then may what is not listed be removed elsewhere. */
  complete: z.boolean(),
});

/** The answer of `GET /environments`. */
export type EnvironmentList = z.infer<typeof environmentListSchema>;
