import type {
  ContainerStatus,
  EventObject,
  PodObject,
} from './kubernetesObjects';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/**
 * The kubelet forgets a container's failures once it has run for ten minutes, so a crash
 * loop never pauses for longer.
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
 */
export const CRASH_LOOP_WINDOW_MS = 10 * MINUTE_MS;

/** One or two restarts are an accident; from the third on it is a loop. */
export const CRASH_LOOP_RESTARTS = 3;

/** A pod may wait this long for a node before that is a fault: one may be on its way. */
export const UNSCHEDULABLE_GRACE_MS = MINUTE_MS;

/** What is wrong with a pod. */
export interface PodProblem {
  kind: 'crash-loop' | 'image' | 'start' | 'unschedulable' | 'node' | 'ended';
  /** In plain words, such as "crash-loops: exit 137, 4 restarts". */
  text: string;
}

/** One line of a far end's text, cut to a length that a page can show. */
export function shortLine(line: string, max = 160): string {
  // eslint-disable-next-line no-control-regex -- control characters are what it takes out
  const plain = line.replace(/[\u0000-\u001f\u007f\s]+/g, ' ').trim();
  return plain.length > max ? `${plain.slice(0, max - 1)}…` : plain;
}

/** The count with its noun: "1 restart", "4 restarts". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** How a container ended: the reason, or its exit code where the reason tells nothing. */
export function endWords(ended: {
  exitCode: number;
  reason: string | null;
}): string {
  const { exitCode, reason } = ended;
  return reason === null || reason === 'Error' || reason === 'Completed'
    ? `exit ${exitCode}`
    : shortLine(reason, 60);
}

function crashWords(container: ContainerStatus): string {
  const ended = container.lastState?.terminated ?? container.state?.terminated;
  const parts = ended ? [endWords(ended)] : [];
  parts.push(counted(container.restartCount, 'restart'));
  return `crash-loops: ${parts.join(', ')}`;
}

/** Why an image can't be had: what the registry said, in the order in which it tells most. */
const PULL_REASONS: ReadonlyArray<[RegExp, string]> = [
  [/toomanyrequests|429/i, 'the registry takes no more requests for now'],
  [
    /unauthorized|denied|forbidden|\b40[13]\b/i,
    'the registry does not let it in',
  ],
  [/not found|manifest unknown|\b404\b/i, 'not found in the registry'],
  [
    /no such host|refused|timeout|timed out|deadline|unreachable/i,
    'the registry does not answer',
  ],
];

function pullWords(reason: string, told: readonly string[]): string {
  if (reason === 'InvalidImageName') {
    return 'its image has a name that is not valid';
  }
  const known = PULL_REASONS.find(([pattern]) =>
    told.some(message => pattern.test(message)),
  );
  return `can't get its image: ${known ? known[1] : shortLine(reason, 60)}`;
}

/** Reasons to wait that are faults: Err..., ...Error, ...BackOff, as in Argo CD's gitops-engine. */
const FAULT = /^Err|Error$|BackOff$|^InvalidImageName$/;
const IMAGE = /Image/;

function waitingProblem(
  container: ContainerStatus,
  events: readonly EventObject[],
): PodProblem | null {
  const reason = container.state?.waiting?.reason;
  if (!reason || !FAULT.test(reason)) {
    return null;
  }
  if (reason === 'CrashLoopBackOff') {
    return { kind: 'crash-loop', text: crashWords(container) };
  }
  const message = container.state?.waiting?.message ?? '';
  if (IMAGE.test(reason)) {
    const told = [message, ...events.map(event => event.message ?? '')];
    return { kind: 'image', text: pullWords(reason, told) };
  }
  const detail = message ? `: ${shortLine(message, 120)}` : '';
  return {
    kind: 'start',
    text: `can't start (${shortLine(reason, 60)})${detail}`,
  };
}

function isWithin(
  time: string | null | undefined,
  windowMs: number,
  now: number,
) {
  const at = Date.parse(time ?? '');
  return Number.isFinite(at) && now - at <= windowMs;
}

/** A crash loop seen between two restarts: it runs for now, and ended not long ago, again and again. */
function isBetweenCrashes(container: ContainerStatus, now: number): boolean {
  return (
    Boolean(container.state?.running) &&
    container.restartCount >= CRASH_LOOP_RESTARTS &&
    isWithin(
      container.lastState?.terminated?.finishedAt,
      CRASH_LOOP_WINDOW_MS,
      now,
    )
  );
}

function containerProblem(
  container: ContainerStatus,
  isInit: boolean,
  events: readonly EventObject[],
  now: number,
): PodProblem | null {
  const waiting = waitingProblem(container, events);
  if (waiting) {
    return waiting;
  }
  const ended = container.state?.terminated;
  // An init container is meant to end well; another one is not meant to end at all.
  if (ended && !(isInit && ended.exitCode === 0)) {
    return container.restartCount > 0
      ? { kind: 'crash-loop', text: crashWords(container) }
      : { kind: 'ended', text: `ended: ${endWords(ended)}` };
  }
  return isBetweenCrashes(container, now)
    ? { kind: 'crash-loop', text: crashWords(container) }
    : null;
}

function nodeProblem(pod: PodObject): PodProblem | null {
  const ready = pod.status.conditions.find(({ type }) => type === 'Ready');
  return pod.status.reason === 'NodeLost' ||
    pod.status.phase === 'Unknown' ||
    ready?.status === 'Unknown' ||
    ready?.reason === 'NodeStatusUnknown'
    ? { kind: 'node', text: 'its node does not answer' }
    : null;
}

function schedulingProblem(pod: PodObject, now: number): PodProblem | null {
  const scheduled = pod.status.conditions.find(
    ({ type }) => type === 'PodScheduled',
  );
  if (scheduled?.status !== 'False' || scheduled.reason !== 'Unschedulable') {
    return null;
  }
  if (isWithin(scheduled.lastTransitionTime, UNSCHEDULABLE_GRACE_MS, now)) {
    return null;
  }
  const why = scheduled.message?.split(/\. |preemption:/)[0];
  return {
    kind: 'unschedulable',
    text: `finds no node${why ? `: ${shortLine(why, 120)}` : ''}`,
  };
}

/**
 * What is wrong with the pod of a service that should run on, judged at `now`. Restarts that are
 * over are no fault, however many; a pod that is only not ready yet is none either.
 *
 * @returns null where nothing is wrong
 */
export function podProblem(
  pod: PodObject,
  events: readonly EventObject[],
  now: Date,
): PodProblem | null {
  const at = now.getTime();
  const { initContainerStatuses, containerStatuses } = pod.status;
  const ofContainers = [
    ...initContainerStatuses.map(status =>
      containerProblem(status, true, events, at),
    ),
    ...containerStatuses.map(status =>
      containerProblem(status, false, events, at),
    ),
  ].find(problem => problem !== null);
  // Nobody hears of a container whose node is gone, so the node is asked first.
  return nodeProblem(pod) ?? ofContainers ?? schedulingProblem(pod, at);
}
