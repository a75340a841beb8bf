import type { Origin } from '@portico/plugin-timeline-common';
import { z } from 'zod/v4';
import { versionName } from '../health/version';
import {
  issuesOf,
  taken,
  utc,
  type DeploymentChange,
  type EventReading,
  type NameResolver,
} from './DeploymentChange';
import {
  forEachComponent,
  idSchema,
  linkOf,
  momentSchema,
  placeOf,
  repositorySchema,
  shaSchema,
  textSchema,
  userSchema,
} from './githubParts';

const workflowRunEventSchema = z.object({
  workflow_run: z.object({
    id: idSchema,
    name: textSchema.nullish(),
    path: textSchema.nullish(),
    head_sha: shaSchema,
    head_branch: textSchema.nullish(),
    status: textSchema.nullish(),
    conclusion: textSchema.nullish(),
    created_at: momentSchema,
    run_started_at: momentSchema.nullish(),
    updated_at: momentSchema,
    html_url: textSchema.nullish(),
    actor: userSchema,
    triggering_actor: userSchema,
  }),
  repository: repositorySchema,
});

const CONCLUSIONS: Readonly<Record<string, DeploymentChange['status']>> = {
  success: 'succeeded',
  failure: 'failed',
  timed_out: 'failed',
  startup_failure: 'failed',
  cancelled: 'inactive',
  skipped: 'inactive',
  neutral: 'inactive',
  stale: 'inactive',
};

/**
 * Reads the webhook `workflow_run`: the run of a workflow that deploys to an environment.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run
 */
export function readWorkflowRun(
  body: unknown,
  names: NameResolver,
  origin: Origin,
): EventReading {
  const parsed = workflowRunEventSchema.safeParse(body);
  if (!parsed.success) {
    return issuesOf(parsed.error);
  }
  const { workflow_run: run, repository } = parsed.data;
  const workflow = run.path?.split('/').pop()?.split('@')[0] ?? run.name ?? '';
  const place = placeOf(
    repository.full_name,
    names.environmentOfWorkflow(repository.full_name, workflow),
    `the workflow ${workflow}`,
    names,
  );
  if ('status' in place) {
    return place;
  }
  const isDone = run.status === 'completed';
  const isBegun = run.status === 'in_progress';
  const ended = CONCLUSIONS[run.conclusion ?? ''] ?? 'queued';
  const startedAt = utc(run.run_started_at ?? run.created_at)!;
  return taken(
    forEachComponent(place.entityRefs, {
      source: {
        type: 'github',
        id: `${repository.full_name}/runs/${run.id}`,
        url: linkOf(run.html_url),
      },
      environment: place.environment,
      origin,
      at: isDone ? utc(run.updated_at)! : startedAt,
      // eslint-disable-next-line no-nested-ternary -- three states of a run
      status: isDone ? ended : isBegun ? 'running' : 'queued',
      kind: null,
      version:
        run.head_branch && /^v?\d+\.\d+/.test(run.head_branch)
          ? versionName(run.head_branch)
          : null,
      commit: run.head_sha,
      artifact: null,
      who: (run.triggering_actor ?? run.actor)?.login || null,
      startedAt,
      commits: null,
    }),
  );
}
