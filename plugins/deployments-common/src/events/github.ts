import type { Origin } from '@portico/plugin-timeline-common';
import { z } from 'zod/v4';
import { versionName } from '../health/version';
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
import { readWorkflowRun } from './githubRun';
import {
  issuesOf,
  taken,
  utc,
  type DeploymentChange,
  type EventReading,
  type NameResolver,
} from './DeploymentChange';

/**
 * A deployment of GitHub.
 * https://docs.github.com/en/rest/deployments/deployments
 */
export const githubDeploymentSchema = z.object({
  id: idSchema,
  sha: shaSchema,
  ref: textSchema.nullish(),
  task: textSchema.nullish(),
  environment: textSchema,
  created_at: momentSchema,
  creator: userSchema,
  payload: z.unknown().optional(),
});

/** A deployment of GitHub. */
export type GithubDeployment = z.infer<typeof githubDeploymentSchema>;

/** A status of a deployment of GitHub. */
export const githubStatusSchema = z.object({
  state: z.enum([
    'error',
    'failure',
    'inactive',
    'in_progress',
    'queued',
    'pending',
    'success',
  ]),
  created_at: momentSchema,
  log_url: textSchema.nullish(),
  target_url: textSchema.nullish(),
});

/** A status of a deployment of GitHub. */
export type GithubStatus = z.infer<typeof githubStatusSchema>;

const deploymentEventSchema = z.object({
  deployment: githubDeploymentSchema,
  deployment_status: githubStatusSchema.optional(),
  repository: repositorySchema,
});

type Status = DeploymentChange['status'];

const STATES: Readonly<Record<GithubStatus['state'], Status>> = {
  pending: 'queued',
  queued: 'queued',
  in_progress: 'running',
  success: 'succeeded',
  failure: 'failed',
  error: 'failed',
  inactive: 'inactive',
};

/** The version in the payload, else the ref where it is a version itself, such as `v1.4.2`. */
function versionIn({ payload, ref }: GithubDeployment): string | null {
  let value = payload;
  if (typeof payload === 'string') {
    try {
      value = JSON.parse(payload);
    } catch {
      value = null;
    }
  }
  const told = z.object({ version: textSchema }).safeParse(value).data?.version;
  const tag = ref?.replace(/^refs\/tags\//, '');
  return (
    versionName(told) ??
    (tag && /^v?\d+\.\d+/.test(tag) ? versionName(tag) : null)
  );
}

/**
 * Reads a deployment of GitHub with those of its statuses that are known, in any order: the
 * webhooks `deployment` and `deployment_status`, or the answers of the REST API.
 *
 * The time of a success is that of its status and not that of the deployment. `inactive` takes
 * nothing back: GitHub sets it on what another deployment replaced, and only where the
 * environment is neither transient nor production.
 */
export function readGithubDeployment(
  input: {
    deployment: unknown;
    statuses: readonly unknown[];
    repository: string;
  },
  names: NameResolver,
  origin: Origin,
): EventReading {
  const deployment = githubDeploymentSchema.safeParse(input.deployment);
  const statuses = z.array(githubStatusSchema).safeParse(input.statuses);
  if (!deployment.success || !statuses.success) {
    return issuesOf((deployment.error ?? statuses.error)!);
  }
  const { data } = deployment;
  const task = data.task ?? 'deploy';
  if (!/^(deploy|rollback)/i.test(task)) {
    return { status: 'not-ours', reason: `The task ${task} deploys nothing.` };
  }
  const place = placeOf(
    input.repository,
    names.environmentOf(data.environment),
    data.environment,
    names,
  );
  if ('status' in place) {
    return place;
  }
  const createdAt = utc(data.created_at)!;
  const change = (at: string, status: Status, url: string | null) => ({
    source: {
      type: 'github' as const,
      id: `${input.repository}/deployments/${data.id}`,
      url,
    },
    environment: place.environment,
    origin,
    at,
    status,
    kind: /^rollback/i.test(task) ? ('rollback' as const) : null,
    version: versionIn(data),
    commit: data.sha,
    artifact: null,
    who: data.creator?.login || null,
    startedAt: createdAt,
    commits: null,
  });
  return taken(
    [
      change(createdAt, 'queued', null),
      ...statuses.data.map(status =>
        change(
          utc(status.created_at)!,
          STATES[status.state],
          linkOf(status.log_url, status.target_url),
        ),
      ),
    ].flatMap(one => forEachComponent(place.entityRefs, one)),
  );
}

/**
 * Reads a webhook of GitHub.
 *
 * @param event - the name of the event: `deployment`, `deployment_status` or `workflow_run`
 */
export function readGithubEvent(
  event: string,
  body: unknown,
  names: NameResolver,
  origin: Origin,
): EventReading {
  if (event === 'workflow_run') {
    return readWorkflowRun(body, names, origin);
  }
  if (event !== 'deployment' && event !== 'deployment_status') {
    return {
      status: 'not-ours',
      reason: `The event ${event} deploys nothing.`,
    };
  }
  const parsed = deploymentEventSchema.safeParse(body);
  if (!parsed.success) {
    return issuesOf(parsed.error);
  }
  const { deployment, deployment_status: status, repository } = parsed.data;
  return readGithubDeployment(
    {
      deployment,
      statuses: status === undefined ? [] : [status],
      repository: repository.full_name,
    },
    names,
    origin,
  );
}
