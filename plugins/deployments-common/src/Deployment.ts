import { originSchema } from '@portico/plugin-timeline-common';
import { z } from 'zod/v4';
import {
  commitSchema,
  entityRefSchema,
  environmentKeySchema,
  lineSchema,
  linkSchema,
  timeSchema,
} from './fields';

/**
 * How far a deployment came.
 *
 * - `queued`: asked for, not begun.
 * - `running`: begun, neither a success nor a failure yet.
 * - `succeeded`: it was a success, and nothing undid it. A newer success does not change
 *   that: which one is current is a question of time (`currentDeployment`).
 * - `failed`: its source told a failure; with `finishedAt` set it had been a success before.
 * - `rolled-back`: it was a success, and a later rollback undid it.
 * - `superseded`: it ended without a success, because another one took its place.
 */
export const deploymentStatusSchema = z.enum([
  'queued',
  'running',
  'succeeded',
  'failed',
  'rolled-back',
  'superseded',
]);

/** How far a deployment came. */
export type DeploymentStatus = z.infer<typeof deploymentStatusSchema>;

/**
 * What it did: `deploy` brings a version that did not run there just before, `rollback`
 * goes back to one that did, `redeploy` brings the same once more, `remove` takes the
 * component away.
 */
export const deploymentKindSchema = z.enum([
  'deploy',
  'rollback',
  'redeploy',
  'remove',
]);

/** What a deployment did. */
export type DeploymentKind = z.infer<typeof deploymentKindSchema>;

/** Who told of a deployment. */
export const deploymentSourceSchema = z.object({
  type: z.enum(['kubernetes', 'github', 'cdevents', 'supervisor', 'sample']),
  /** Unique within its type: with the cluster, or the repository, in it. */
  id: lineSchema(400),
  /** Where it can be looked up; null where there is nothing to open. */
  url: linkSchema.nullable(),
});

/** Who told of a deployment. */
export type DeploymentSource = z.infer<typeof deploymentSourceSchema>;

/** A commit that a deployment brought. */
export const deployedCommitSchema = z.object({
  sha: commitSchema,
  /** When its author wrote it: the first commit of a squashed or rebased one. */
  authoredAt: timeSchema,
});

/** A commit that a deployment brought. */
export type DeployedCommit = z.infer<typeof deployedCommitSchema>;

/** A version of a component that was brought to an environment. */
export const deploymentSchema = z.object({
  id: lineSchema(450),
  entityRef: entityRefSchema,
  environment: environmentKeySchema,
  /** Null where no source names one; `latest` is no version. */
  version: lineSchema(200).nullable(),
  commit: commitSchema.nullable(),
  /** The image or package, as its source names it. */
  artifact: lineSchema(512).nullable(),
  /** Who deployed: a person or a machine, as its source names it. */
  who: lineSchema(200).nullable(),
  /** When it was asked for or began, whichever its source tells; null where it tells neither. */
  startedAt: timeSchema.nullable(),
  /** When it was first a success; null while it never was. Later successes do not move it. */
  finishedAt: timeSchema.nullable(),
  /** When its source first told a failure; null where it told none. */
  failedAt: timeSchema.nullable(),
  status: deploymentStatusSchema,
  kind: deploymentKindSchema,
  source: deploymentSourceSchema,
  /** Other sources that told of the same deployment. */
  alsoFrom: z.array(deploymentSourceSchema).max(20).default([]),
  /** The commits that it newly brought; null where they are not known, which is not the same as none. */
  commits: z.array(deployedCommitSchema).max(5000).nullable(),
  origin: originSchema,
});

/** A version of a component that was brought to an environment. */
export type Deployment = z.infer<typeof deploymentSchema>;

/** The id of the deployment that a source tells of; the same source and id give the same. */
export function deploymentIdOf(
  source: Pick<DeploymentSource, 'type' | 'id'>,
): string {
  return `${source.type}:${source.id}`;
}

/** The time by which a deployment is ordered: its first success, else its failure, else its start; null where none is known. */
export function deploymentTime(
  deployment: Pick<Deployment, 'finishedAt' | 'failedAt' | 'startedAt'>,
): string | null {
  return (
    deployment.finishedAt ?? deployment.failedAt ?? deployment.startedAt ?? null
  );
}
