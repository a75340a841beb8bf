import type { KubernetesLists } from '@portico/plugin-deployments-common';

type Pod = NonNullable<KubernetesLists['pods']>[number];

/** A run of a container that ended badly. */
export interface FailingRun {
  pod: string;
  /** The same for the same pod, and for no other one. */
  uid: string;
  container: string;
  restarts: number;
  /** When it ended; null where that is not told. */
  endedAt: string | null;
  /** Whether its log is that of the run before the one that is there now. */
  previous: boolean;
}

function runsOf(pod: Pod): FailingRun[] {
  const { initContainerStatuses, containerStatuses } = pod.status;
  return [...initContainerStatuses, ...containerStatuses].flatMap(status => {
    const ended = status.state?.terminated;
    const before = status.lastState?.terminated;
    const hasEndedBadly = ended ? ended.exitCode !== 0 : Boolean(before);
    if (status.ready || !hasEndedBadly) {
      return [];
    }
    const at = ended?.finishedAt ?? before?.finishedAt ?? null;
    return [
      {
        pod: pod.metadata.name,
        uid: pod.metadata.uid ?? pod.metadata.name,
        container: status.name,
        restarts: status.restartCount,
        endedAt: at === null ? null : new Date(at).toISOString(),
        previous: !ended,
      },
    ];
  });
}

/** The run of a component's pods that ended badly last and is not made good; null where there is none. */
export function failingRun(lists: KubernetesLists): FailingRun | null {
  const time = ({ endedAt }: FailingRun) => Date.parse(endedAt ?? '') || 0;
  return (
    (lists.pods ?? [])
      .filter(({ metadata }) => metadata.deletionTimestamp === null)
      .flatMap(runsOf)
      .sort((a, b) => time(b) - time(a) || (a.pod < b.pod ? -1 : 1))[0] ?? null
  );
}
