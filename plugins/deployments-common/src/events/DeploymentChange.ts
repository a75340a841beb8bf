import { originSchema } from '@portico/plugin-timeline-common';
import { z } from 'zod/v4';
import {
  deployedCommitSchema,
  deploymentKindSchema,
  deploymentSourceSchema,
} from '../Deployment';
import {
  commitSchema,
  entityRefSchema,
  environmentKeySchema,
  lineSchema,
  timeSchema,
} from '../fields';

/**
 * What one event tells of one deployment. Changes are facts: in whatever order they arrive, and
 * however often, `foldChanges` makes the same history of them.
 */
export const deploymentChangeSchema = z.object({
  source: deploymentSourceSchema,
  entityRef: entityRefSchema,
  environment: environmentKeySchema,
  origin: originSchema,
  /** When it happened, by the clock of its source. */
  at: timeSchema,
  /** What happened; `inactive` is the end of one whose place another took. Null where only facts are told. */
  status: z
    .enum(['queued', 'running', 'succeeded', 'failed', 'inactive'])
    .nullable(),
  /** Null where the event does not tell. */
  kind: deploymentKindSchema.nullable(),
  version: lineSchema(200).nullable(),
  commit: commitSchema.nullable(),
  artifact: lineSchema(512).nullable(),
  who: lineSchema(200).nullable(),
  startedAt: timeSchema.nullable(),
  commits: z.array(deployedCommitSchema).max(5000).nullable(),
});

/** What one event tells of one deployment. */
export type DeploymentChange = z.infer<typeof deploymentChangeSchema>;

/** What became of an event: the changes in it, or why there are none. */
export type EventReading =
  | { status: 'taken'; changes: DeploymentChange[] }
  /** It is well formed and not ours: an environment or a service that nobody knows. */
  | { status: 'not-ours'; reason: string }
  | { status: 'invalid'; issues: Array<{ path: string; message: string }> };

/** How names of a far end become ours. */
export interface NameResolver {
  /** The key of an environment, by its name or an alias; null where there is none. */
  environmentOf(name: string): string | null;
  /** The component of a service, by its name or reference; null where there is none. */
  entityRefOf(service: string): string | null;
  /** The components of a repository (`owner/name`); empty where there is none. */
  entityRefsOfRepository(repository: string): readonly string[];
  /** The environment that a workflow deploys to; null where it deploys nowhere. */
  environmentOfWorkflow(repository: string, workflow: string): string | null;
}

/** The issues of a schema as paths and messages. */
export function issuesOf(error: z.ZodError): EventReading {
  return {
    status: 'invalid',
    issues: error.issues.slice(0, 20).map(({ path, message }) => ({
      path: path.map(String).join('.'),
      message,
    })),
  };
}

/** The changes, when each of them is as it must be. */
export function taken(changes: readonly unknown[]): EventReading {
  const parsed = z.array(deploymentChangeSchema).safeParse(changes);
  return parsed.success
    ? { status: 'taken', changes: parsed.data }
    : issuesOf(parsed.error);
}

/** A time with any offset, as UTC; null where it is none. */
export function utc(time: string | null | undefined): string | null {
  const ms = Date.parse(time ?? '');
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null;
}
