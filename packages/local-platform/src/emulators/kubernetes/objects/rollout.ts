import type { Memory } from '../cluster/Memory';
import { kubernetesTime } from '../names';

/** As long a rollout may stand still, as Kubernetes has it by default. */
export const PROGRESS_DEADLINE_SECONDS = 600;

/** The pods of a deployment, counted. */
export interface PodCounts {
  desired: number;
  total: number;
  updated: number;
  ready: number;
  /** Ready pods of the version that should run. */
  updatedReady: number;
}

/** Which rollout it is, and how far it got. */
export interface Rollout {
  uid: string;
  replicaSet: string;
  createdAt: Date;
  startedAt: Date;
  counts: PodCounts;
}

/** The two conditions of a deployment. */
export function rolloutConditions(rollout: Rollout, memory: Memory, now: Date) {
  return [available(rollout, memory, now), progressing(rollout, memory, now)];
}

function available(
  { uid, counts, createdAt }: Rollout,
  memory: Memory,
  now: Date,
) {
  const wanted = counts.desired - Math.floor(counts.desired / 4);
  const enough = counts.ready >= wanted;
  const since = kubernetesTime(
    memory.since(`${uid}/Available`, String(enough), createdAt, now),
  );
  return {
    type: 'Available',
    status: enough ? 'True' : 'False',
    lastUpdateTime: since,
    lastTransitionTime: since,
    reason: enough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    message: enough
      ? 'Deployment has minimum availability.'
      : 'Deployment does not have minimum availability.',
  };
}

/**
 * A rollout that was complete stays it, whatever becomes of its pods: that is
 * how Kubernetes tells it, and `Available` tells the rest.
 */
function progressing(rollout: Rollout, memory: Memory, now: Date) {
  const { uid, replicaSet, counts, startedAt, createdAt } = rollout;
  const key = `${uid}/rollout`;
  const complete =
    (counts.updatedReady >= counts.desired &&
      counts.total === counts.updated) ||
    (memory.last(key) === `${replicaSet} complete` &&
      counts.total === counts.updated);
  const phase = complete
    ? 'complete'
    : `${counts.updated} ${counts.updatedReady}`;
  const lastProgress = memory.since(
    key,
    `${replicaSet} ${phase}`,
    startedAt,
    now,
  );
  const stood = (now.getTime() - lastProgress.getTime()) / 1000;
  const late = !complete && stood > PROGRESS_DEADLINE_SECONDS;
  const { reason, message } = words(replicaSet, { complete, late, counts });
  const status = late ? 'False' : 'True';
  return {
    type: 'Progressing',
    status,
    lastUpdateTime: kubernetesTime(lastProgress),
    lastTransitionTime: kubernetesTime(
      memory.since(`${uid}/Progressing`, status, createdAt, now),
    ),
    reason,
    message,
  };
}

function words(
  replicaSet: string,
  is: { complete: boolean; late: boolean; counts: PodCounts },
) {
  const name = `ReplicaSet "${replicaSet}"`;
  if (is.complete) {
    return {
      reason: 'NewReplicaSetAvailable',
      message: `${name} has successfully progressed.`,
    };
  }
  if (is.late) {
    return {
      reason: 'ProgressDeadlineExceeded',
      message: `${name} has timed out progressing.`,
    };
  }
  return is.counts.updatedReady === 0 && is.counts.total !== is.counts.updated
    ? {
        reason: 'NewReplicaSetCreated',
        message: `Created new replica set "${replicaSet}"`,
      }
    : { reason: 'ReplicaSetUpdated', message: `${name} is progressing.` };
}
