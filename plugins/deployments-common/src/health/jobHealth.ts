import type { KubernetesLists } from './kubernetesLists';
import type { CronJobObject, JobObject } from './kubernetesObjects';
import { counted, shortLine } from './podProblem';
import {
  isActive,
  isOwnedBy,
  restartsOf,
  viewPod,
  type PodView,
} from './podView';
import { capital } from './rolloutWords';
import { targetVersionOf } from './version';
import type { HealthState, WorkloadHealth } from './WorkloadHealth';

interface Verdict {
  state: HealthState;
  reason: string;
  since: string | null;
}

function podsOfJob(
  job: JobObject,
  lists: KubernetesLists,
  now: Date,
): PodView[] | null {
  return (
    lists.pods
      ?.filter(({ metadata }) => isOwnedBy(metadata, 'Job', job.metadata))
      .map(pod => viewPod(pod, lists.events ?? [], now)) ?? null
  );
}

function conditionOf(job: JobObject, wanted: string) {
  return job.status?.conditions.find(
    ({ type, status }) => type === wanted && status === 'True',
  );
}

/** A pod that never starts, and so never ends: the job would wait for ever. */
function stuckPod(pods: readonly PodView[] | null): PodView | undefined {
  return pods?.find(
    ({ pod, problem }) =>
      isActive(pod) &&
      problem !== null &&
      problem.kind !== 'ended' &&
      problem.kind !== 'crash-loop',
  );
}

function judgeJob(job: JobObject, pods: readonly PodView[] | null): Verdict {
  const { status, spec } = job;
  const complete = conditionOf(job, 'Complete');
  if (complete) {
    const done = status?.succeeded ?? 0;
    return {
      state: 'complete',
      reason: `Complete: ${done} of ${spec.completions ?? done}`,
      since: status?.completionTime ?? complete.lastTransitionTime,
    };
  }
  const failed = conditionOf(job, 'Failed');
  if (failed) {
    const why = failed.message ?? failed.reason ?? 'no reason told';
    return {
      state: 'failing',
      reason: `Failed: ${shortLine(why, 120)}`,
      since: failed.lastTransitionTime,
    };
  }
  if (spec.suspend) {
    return { state: 'paused', reason: 'Suspended', since: null };
  }
  const since = status?.startTime ?? null;
  const stuck = stuckPod(pods);
  if (stuck) {
    return { state: 'failing', reason: capital(stuck.problem!.text), since };
  }
  const tries = status?.failed ?? 0;
  return tries > 0
    ? {
        state: 'degraded',
        reason: `Failed ${counted(tries, 'time')}, and tries again`,
        since,
      }
    : { state: 'rolling-out', reason: 'Runs', since };
}

function ofJobs(
  verdict: Verdict,
  targetVersion: string | null,
  pods: readonly PodView[] | null,
  notSeen: string[],
): WorkloadHealth {
  return {
    state: verdict.state,
    targetVersion,
    // A job serves nobody, whatever its pods do.
    servingVersions: pods === null ? null : {},
    desired: null,
    ready:
      pods === null
        ? null
        : pods.filter(({ pod, isReady }) => isActive(pod) && isReady).length,
    reason: `${verdict.reason}.`,
    since: verdict.since ? new Date(verdict.since).toISOString() : null,
    restarts: pods === null ? null : restartsOf(pods),
    notSeen,
  };
}

/** The health of one Job, judged at `now`. */
export function jobHealth(
  job: JobObject,
  lists: KubernetesLists,
  now: Date,
): WorkloadHealth {
  const pods = podsOfJob(job, lists, now);
  return ofJobs(
    judgeJob(job, pods),
    targetVersionOf(job.spec.template, job.metadata.labels),
    pods,
    pods === null ? ['pods'] : [],
  );
}

function startOf(job: JobObject): number {
  return (
    Date.parse(job.status?.startTime ?? job.metadata.creationTimestamp ?? '') ||
    0
  );
}

function judgeRuns(
  cronJob: CronJobObject,
  runs: readonly JobObject[],
): Verdict {
  const ended = runs.filter(
    job => conditionOf(job, 'Complete') || conditionOf(job, 'Failed'),
  );
  const { lastSuccessfulTime, lastScheduleTime } = cronJob.status;
  const failed = ended.map(job => conditionOf(job, 'Failed'));
  if (failed[0]) {
    const state = failed.every(Boolean) && failed.length > 1;
    const why = failed[0].message ?? failed[0].reason ?? 'no reason told';
    return {
      state: state ? 'failing' : 'degraded',
      reason: `${
        state ? `The last ${failed.length} runs` : 'The last run'
      } failed: ${shortLine(why, 120)}`,
      since: failed[0].lastTransitionTime,
    };
  }
  if (ended.length === 0 && lastSuccessfulTime === null) {
    return {
      state: lastScheduleTime === null ? 'unknown' : 'rolling-out',
      reason: lastScheduleTime === null ? 'Has not run yet' : 'Runs first time',
      since: lastScheduleTime,
    };
  }
  return {
    state: 'healthy',
    reason: lastSuccessfulTime
      ? `On schedule, last success at ${lastSuccessfulTime}`
      : 'On schedule, the last run was a success',
    since: null,
  };
}

function judgeByTimes({ status }: CronJobObject): Verdict {
  const { lastScheduleTime, lastSuccessfulTime, active } = status;
  const isBehind =
    active.length === 0 &&
    lastScheduleTime !== null &&
    Date.parse(lastSuccessfulTime ?? '1970-01-01') <
      Date.parse(lastScheduleTime);
  if (lastScheduleTime === null || (lastSuccessfulTime === null && !isBehind)) {
    return { state: 'unknown', reason: 'No run has ended yet', since: null };
  }
  return isBehind
    ? { state: 'degraded', reason: 'The last run was no success', since: null }
    : {
        state: 'healthy',
        reason: `On schedule, last success at ${lastSuccessfulTime}`,
        since: null,
      };
}

/** The health of one CronJob by its last runs, judged at `now`. */
export function cronJobHealth(
  cronJob: CronJobObject,
  lists: KubernetesLists,
  now: Date,
): WorkloadHealth {
  const { metadata, spec } = cronJob;
  const runs = (lists.jobs ?? [])
    .filter(job => isOwnedBy(job.metadata, 'CronJob', metadata))
    .sort((a, b) => startOf(b) - startOf(a));
  const pods =
    lists.pods === null || lists.jobs === null
      ? null
      : runs.flatMap(job => podsOfJob(job, lists, now) ?? []);
  const stuck = stuckPod(pods);
  const verdict = (): Verdict => {
    if (spec.suspend) {
      return { state: 'paused', reason: 'Suspended', since: null };
    }
    if (stuck) {
      const reason = capital(stuck.problem!.text);
      return { state: 'failing', reason, since: null };
    }
    return lists.jobs === null
      ? judgeByTimes(cronJob)
      : judgeRuns(cronJob, runs);
  };
  return ofJobs(
    verdict(),
    targetVersionOf(spec.jobTemplate.spec.template, metadata.labels),
    pods,
    [
      ...(lists.jobs === null ? ['jobs'] : []),
      ...(lists.pods === null ? ['pods'] : []),
    ],
  );
}
