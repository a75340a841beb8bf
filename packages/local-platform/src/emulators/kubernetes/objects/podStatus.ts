import { constants } from 'node:os';
import type { Memory } from '../cluster/Memory';
import { kubernetesTime } from '../names';
import type {
  ProcessExit,
  WorkloadProcess,
  WorkloadRevision,
} from '../Workload';
import { CONTAINER, NODE_IP } from './podTemplate';

/** What the status of a pod is made of. */
export interface PodStatusOptions {
  process: WorkloadProcess;
  revision: WorkloadRevision;
  /** `<name>_<namespace>(<uid>)`, as the kubelet writes it. */
  pod: { name: string; namespace: string; uid: string };
  guaranteed: 'BestEffort' | 'Burstable';
  memory: Memory;
  now: Date;
}

/** Whether a process is up at this moment. */
export function isUp(process: WorkloadProcess): boolean {
  return (
    (process.state === 'running' || process.state === 'starting') &&
    process.startedAt !== undefined
  );
}

/** Whether a pod takes requests. */
export function isReady(process: WorkloadProcess): boolean {
  return isUp(process) && process.ready;
}

/** Whether a process has been started at all. */
export function wasStarted(process: WorkloadProcess): boolean {
  return isUp(process) || process.lastExit !== undefined;
}

/** The status of a pod as a kubelet reports it. */
export function podStatus(options: PodStatusOptions) {
  const { process, guaranteed } = options;
  return {
    observedGeneration: 1,
    phase: wasStarted(process) ? 'Running' : 'Pending',
    conditions: conditions(options),
    hostIP: NODE_IP,
    hostIPs: [{ ip: NODE_IP }],
    podIP: NODE_IP,
    podIPs: [{ ip: NODE_IP }],
    startTime: kubernetesTime(process.createdAt),
    containerStatuses: [containerStatus(options)],
    qosClass: guaranteed,
  };
}

function conditions({ process, pod, memory, now }: PodStatusOptions) {
  const ready = isReady(process);
  const created = process.createdAt;
  const condition = (
    type: string,
    status: boolean,
    initially: Date,
    why: object = {},
  ) => ({
    type,
    observedGeneration: 1,
    status: status ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: kubernetesTime(
      memory.since(`${pod.uid}/${type}`, String(status), initially, now),
    ),
    ...why,
  });
  const readySince = ready
    ? process.readySince ?? process.startedAt ?? created
    : process.lastExit?.at ?? created;
  const notReady = ready
    ? {}
    : {
        reason: 'ContainersNotReady',
        message: `containers with unready status: [${CONTAINER}]`,
      };
  return [
    condition('PodReadyToStartContainers', true, created),
    condition('Initialized', true, created),
    condition('Ready', ready, readySince, notReady),
    condition('ContainersReady', ready, readySince, notReady),
    condition('PodScheduled', true, created),
  ];
}

function containerStatus(options: PodStatusOptions) {
  const { process, revision } = options;
  const up = isUp(process);
  const ended = process.lastExit && terminated(process, process.lastExit);
  const gone = process.state === 'stopped' && ended;
  const id = up ? runId(process, process.pid) : ended?.terminated.containerID;
  return {
    name: CONTAINER,
    state: gone || state(options),
    lastState: gone ? {} : ended ?? {},
    ready: isReady(process),
    restartCount: process.restarts,
    image: revision.image,
    imageID: revision.digest
      ? `${revision.image.replace(/:[^:/]+$/, '')}@sha256:${revision.digest}`
      : '',
    ...(id && { containerID: id }),
    started: up,
  };
}

function state({ process, pod }: PodStatusOptions): object {
  if (isUp(process)) {
    const startedAt = kubernetesTime(process.startedAt ?? process.createdAt);
    return { running: { startedAt } };
  }
  if (!process.lastExit) {
    return { waiting: { reason: 'ContainerCreating' } };
  }
  const wait = backOff(process, process.lastExit);
  const message = `back-off ${wait}restarting failed container=${CONTAINER} pod=${pod.name}_${pod.namespace}(${pod.uid})`;
  return { waiting: { reason: 'CrashLoopBackOff', message } };
}

/** How long the process waits in all, as Go writes durations. */
function backOff(process: WorkloadProcess, exit: ProcessExit): string {
  if (!process.nextStartAt) {
    return '';
  }
  const seconds = Math.max(
    0,
    Math.round((process.nextStartAt.getTime() - exit.at.getTime()) / 1000),
  );
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `${minutes}m${seconds % 60}s ` : `${seconds}s `;
}

function terminated(process: WorkloadProcess, exit: ProcessExit) {
  const exitCode = exitCodeOf(exit);
  return {
    terminated: {
      exitCode,
      reason: exitCode === 0 ? 'Completed' : 'Error',
      startedAt: kubernetesTime(exit.startedAt),
      finishedAt: kubernetesTime(exit.at),
      containerID: runId(process, exit.pid),
    },
  };
}

/** A container runtime tells a signal as 128 more than its number. */
function exitCodeOf({ code, signal }: ProcessExit): number {
  return code ?? 128 + (signal ? constants.signals[signal] : 0);
}

/** No runtime of containers is behind it, and the name says so. */
function runId(process: WorkloadProcess, pid: number | undefined): string {
  return `process://${pid ?? `${process.id}-${process.restarts}`}`;
}
