import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  Drift,
  environmentStateOf,
  EnvironmentView,
  EstimateResult,
  eventOfRun,
  expiresAt,
  isExpiring,
  LOCAL_ENVIRONMENT,
  PipelineRun,
} from '@portico/plugin-environments-common';
import {
  LocalEnvironmentConfig,
  RepositoryConfig,
} from '../config/readEnvironmentsConfig';
import { StoredEnvironment } from '../database/EnvironmentStore';
import { StoredRun } from '../database/PipelineRunStore';
import { StoredChange } from '../database/StoredChange';
import { dayOf, describeHolder } from './describeHolder';

/** The change that holds an environment, as far as its view tells of it. */
export type OpenChange = Pick<
  StoredChange,
  'id' | 'kind' | 'name' | 'state' | 'requestedBy' | 'requestedAt'
>;

/** What the view of an environment is made of. */
export interface EnvironmentFacts {
  environment: StoredEnvironment;
  repository: RepositoryConfig;
  /** Its latest runs, newest first. */
  runs: readonly StoredRun[];
  holder: OpenChange | undefined;
  estimate: EstimateResult | null;
  isSample: boolean;
  now: Date;
}

/** The catalog's ref of an environment. */
export function environmentRef(name: string): string {
  return stringifyEntityRef({ kind: 'resource', namespace: 'default', name });
}

/** A run without what only the server needs to know. */
export function toPipelineRun(run: StoredRun): PipelineRun {
  const { outputs, reportedBy, receivedAt, ...rest } = run;
  return rest;
}

function driftOf(runs: readonly StoredRun[]): Drift | null {
  const check = runs.find(
    run => run.operation === 'drift' && eventOfRun(run) !== undefined,
  );
  if (!check?.summary) return null;
  const { add, change, replace, destroy } = check.summary;
  return {
    checkedAt: check.finishedAt ?? check.startedAt,
    changed: add + change + replace + destroy,
  };
}

/** Whether something may still exist of an environment whose file went away. */
export function mayStillExist(runs: readonly StoredRun[]): boolean {
  return !['defined', 'destroyed'].includes(environmentStateOf(runs));
}

function stateOf({
  environment,
  runs,
  isSample,
}: EnvironmentFacts): Pick<
  EnvironmentView,
  'state' | 'stateReason' | 'origin'
> {
  const telling = runs.find(run => eventOfRun(run) !== undefined);
  if (!telling && isSample) {
    return {
      state: 'ready',
      stateReason: 'Sample data: no pipeline has reported for it',
      origin: 'sample',
    };
  }
  const state = environmentStateOf(runs);
  const origin = telling?.origin ?? 'live';
  if (environment.removedAt !== null) {
    const day = dayOf(environment.removedAt);
    const stateReason = `Its file was removed from Git on ${day}; what was created may still be there`;
    return { state, stateReason, origin };
  }
  if (!telling) {
    return { state, stateReason: 'No pipeline has reported for it', origin };
  }
  return { state, stateReason: telling.message, origin };
}

function changeability({
  environment,
  holder,
}: EnvironmentFacts): Pick<
  EnvironmentView,
  'changeable' | 'notChangeableReason' | 'openChange'
> {
  const openChange = holder
    ? {
        id: holder.id,
        kind: holder.kind,
        state: holder.state,
        requestedBy: holder.requestedBy,
      }
    : null;
  const notChangeableReason = whyNot(environment, holder);
  return {
    changeable: notChangeableReason === null,
    notChangeableReason,
    openChange,
  };
}

function whyNot(
  environment: StoredEnvironment,
  holder: OpenChange | undefined,
): string | null {
  if (environment.removedAt !== null) return 'Its file is no longer in Git';
  if (!environment.spec) return 'Its file is not valid; mend it in Git first';
  return holder ? `${describeHolder(holder)}, and that is still open` : null;
}

/** An environment that has, or had, a file, as the portal shows it. */
export function toEnvironmentView(facts: EnvironmentFacts): EnvironmentView {
  const { environment, repository, runs, estimate, now } = facts;
  const { spec, name, path, commitSha } = environment;
  const end = spec
    ? expiresAt(spec.spec.ttl, new Date(environment.createdAt))
    : null;
  const { webUrl, owner, repo, branch } = repository;
  return {
    name,
    entityRef: environmentRef(name),
    // A file that can't be read names no owner.
    owner: spec?.metadata.owner ?? 'unknown',
    description: spec?.metadata.description ?? '',
    class: spec?.spec.class ?? null,
    region: spec?.spec.region ?? null,
    ...stateOf(facts),
    expiring: isExpiring(end, now),
    expiresAt: end,
    spec,
    issues: environment.issues,
    source: {
      path,
      commit: commitSha,
      url: `${webUrl}/${owner}/${repo}/blob/${branch}/${path}`,
    },
    estimate,
    ...changeability(facts),
    lastRun: runs.length > 0 ? toPipelineRun(runs[0]) : null,
    pipelineConnected: runs.length > 0,
    drift: driftOf(runs),
    createdAt: environment.createdAt,
    updatedAt: environment.updatedAt,
  };
}

/** The environment of the running processes: real, without a file, and never changed here. */
export function toLocalView(local: LocalEnvironmentConfig): EnvironmentView {
  return {
    name: LOCAL_ENVIRONMENT,
    entityRef: environmentRef(LOCAL_ENVIRONMENT),
    owner: local.owner,
    description: local.description,
    class: null,
    region: null,
    state: 'ready',
    stateReason: null,
    expiring: false,
    expiresAt: null,
    origin: 'live',
    spec: null,
    issues: [],
    source: null,
    estimate: null,
    changeable: false,
    notChangeableReason: 'It is the processes of this machine',
    openChange: null,
    lastRun: null,
    pipelineConnected: false,
    drift: null,
    createdAt: null,
    updatedAt: null,
  };
}
