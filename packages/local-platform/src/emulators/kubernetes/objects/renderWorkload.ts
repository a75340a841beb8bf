import type { Workload, WorkloadProcess, WorkloadRevision } from '../Workload';
import { autoscalerObject } from './autoscaler';
import { deploymentObject, type Deployment } from './deployment';
import type { KubernetesObject } from './KubernetesObject';
import { podObject, type Pod } from './pod';
import { isReady } from './podStatus';
import { templateHash } from './podTemplate';
import { replicaSetObject, type ReplicaSet } from './replicaSet';
import type { RenderContext } from './RenderContext';
import type { PodCounts } from './rollout';
import { serviceObject } from './service';

/** A pod, and the process that it stands for. */
export interface RenderedPod {
  pod: Pod;
  process: WorkloadProcess;
  replicaSet: ReplicaSet;
}

/** The objects of one workload. */
export interface RenderedWorkload {
  workload: Workload;
  deployment: Deployment;
  replicaSets: ReplicaSet[];
  pods: RenderedPod[];
  autoscaler: KubernetesObject | undefined;
  service: KubernetesObject;
}

/** How many old ReplicaSets a Deployment keeps. */
const HISTORY_LIMIT = 10;

/** Everything that the cluster shows of a workload. */
export function renderWorkload(
  given: Workload,
  context: RenderContext,
): RenderedWorkload {
  const workload = {
    ...given,
    processes: given.processes.filter(hasPod(given)),
  };
  const current = workload.revisions[workload.revisions.length - 1];
  const counts = countPods(workload, current);
  const deployment = deploymentObject(
    { workload, revision: current, counts },
    context,
  );
  const sets = distinctRevisions(workload).map(({ revision, number }) => {
    const processes = processesOf(workload, revision);
    const isCurrent = revision === current;
    const replicaSet = replicaSetObject(
      {
        workload,
        revision,
        number,
        processes,
        replicas: isCurrent ? wanted(counts) : processes.length,
        deployment,
      },
      context,
    );
    return {
      replicaSet,
      pods: processes.map(process => ({
        process,
        replicaSet,
        pod: podObject(workload, revision, process, replicaSet, context),
      })),
    };
  });
  return {
    workload,
    deployment,
    replicaSets: sets.map(set => set.replicaSet),
    pods: sets.flatMap(set => set.pods),
    autoscaler: autoscalerObject(workload, context),
    service: serviceObject(workload, context),
  };
}

/** A process that ended for good because nobody wants it is no pod any more. */
function hasPod(workload: Workload) {
  return (process: WorkloadProcess) =>
    process.state !== 'stopped' ||
    (workload.desiredReplicas > 0 && process.lastExit !== undefined);
}

/** While older pods still serve, a new ReplicaSet grows with what was started. */
function wanted({ desired, total, updated }: PodCounts): number {
  return total > updated ? updated : desired;
}

function countPods(workload: Workload, current: WorkloadRevision): PodCounts {
  const updated = processesOf(workload, current);
  return {
    desired: workload.desiredReplicas,
    total: workload.processes.length,
    updated: updated.length,
    ready: workload.processes.filter(isReady).length,
    updatedReady: updated.filter(isReady).length,
  };
}

function processesOf(workload: Workload, { version }: WorkloadRevision) {
  return workload.processes.filter(process => process.version === version);
}

/** A version that comes again takes up its old ReplicaSet, with a new number. */
function distinctRevisions(workload: Workload) {
  const byHash = new Map<
    string,
    { revision: WorkloadRevision; number: number }
  >();
  workload.revisions.forEach((revision, index) => {
    const hash = templateHash(workload, revision);
    byHash.delete(hash);
    byHash.set(hash, { revision, number: index + 1 });
  });
  return [...byHash.values()].slice(-1 - HISTORY_LIMIT);
}
