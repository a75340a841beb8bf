import type { EventObject, PodObject } from './kubernetesObjects';
import type { ObjectMetadata } from './kubernetesParts';
import { endWords, podProblem, type PodProblem } from './podProblem';
import { mainContainer, versionOf } from './version';
import type { Restarts } from './WorkloadHealth';

/** What the verdicts ask of a pod. */
export interface PodView {
  pod: PodObject;
  version: string | null;
  isReady: boolean;
  problem: PodProblem | null;
  /** Why it is not ready yet, where an event tells of its probe. */
  probe: string | null;
  /** When it became ready or stopped to be; null where that is not told. */
  readySince: string | null;
}

function probeWords(events: readonly EventObject[]): string | null {
  const told = events.find(
    ({ reason, message }) =>
      reason === 'Unhealthy' && message?.startsWith('Readiness probe'),
  );
  if (!told) {
    return null;
  }
  const status = /statuscode: (\d{3})/.exec(told.message ?? '');
  return status
    ? `its readiness probe answers ${status[1]}`
    : 'its readiness probe fails';
}

function eventsOf(pod: PodObject, events: readonly EventObject[]) {
  return events.filter(({ involvedObject: { uid, name, kind } }) =>
    uid !== null && pod.metadata.uid !== null
      ? uid === pod.metadata.uid
      : kind === 'Pod' && name === pod.metadata.name,
  );
}

/** Looks at one pod, at `now`. */
export function viewPod(
  pod: PodObject,
  events: readonly EventObject[],
  now: Date,
): PodView {
  const own = eventsOf(pod, events);
  const { labels, annotations } = pod.metadata;
  const main = mainContainer(pod.spec.containers, annotations);
  const ready = pod.status.conditions.find(({ type }) => type === 'Ready');
  const isReady = ready?.status === 'True';
  return {
    pod,
    version: versionOf({
      labels,
      image: main?.image ?? null,
      imageId:
        pod.status.containerStatuses.find(({ name }) => name === main?.name)
          ?.imageID ?? null,
      annotations,
    }),
    isReady,
    problem: podProblem(pod, own, now),
    probe: isReady ? null : probeWords(own),
    readySince: ready?.lastTransitionTime ?? null,
  };
}

/**
 * Whether a pod still counts: one that has ended, or is being taken away, serves nobody and is
 * replaced by its controller.
 */
export function isActive(pod: PodObject): boolean {
  return (
    pod.metadata.deletionTimestamp === null &&
    pod.status.phase !== 'Failed' &&
    pod.status.phase !== 'Succeeded'
  );
}

/** Ready pods by version; pods without a version are not in it. */
export function servingVersionsOf(
  pods: readonly PodView[],
): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { isReady, version } of pods) {
    if (isReady && version !== null) {
      counts.set(version, (counts.get(version) ?? 0) + 1);
    }
  }
  return Object.fromEntries(counts);
}

/** The restarts of all containers of the pods, and the last of them. */
export function restartsOf(pods: readonly PodView[]): Restarts {
  const containers = pods.flatMap(({ pod }) => [
    ...pod.status.initContainerStatuses,
    ...pod.status.containerStatuses,
  ]);
  const ends = containers
    .filter(({ restartCount }) => restartCount > 0)
    .flatMap(({ lastState }) => lastState?.terminated ?? [])
    .filter(({ finishedAt }) => finishedAt !== null)
    .sort((a, b) => Date.parse(b.finishedAt!) - Date.parse(a.finishedAt!));
  return {
    count: containers.reduce((sum, { restartCount }) => sum + restartCount, 0),
    lastAt: ends[0] ? new Date(ends[0].finishedAt!).toISOString() : null,
    lastReason: ends[0] ? endWords(ends[0]) : null,
  };
}

/** Whether the object was made by this owner: by its uid, or by its name where there is none. */
export function isOwnedBy(
  object: ObjectMetadata,
  kind: string,
  owner: ObjectMetadata,
): boolean {
  return object.ownerReferences.some(reference =>
    reference.uid !== null && owner.uid !== null
      ? reference.uid === owner.uid
      : reference.kind === kind && reference.name === owner.name,
  );
}

/** Whether the labels are those that a selector asks for; an empty selector asks for nothing. */
export function matches(
  labels: Readonly<Record<string, string>>,
  selector: Readonly<Record<string, string>>,
): boolean {
  const wanted = Object.entries(selector);
  return (
    wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value)
  );
}
