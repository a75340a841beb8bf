import { counted, CRASH_LOOP_RESTARTS } from './podProblem';
import { servingVersionsOf, type PodView } from './podView';
import type { RolloutFacts, Seen } from './rollout';

/** The words with a capital at their start. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function restartsIn({ pod }: PodView): number {
  return pod.status.containerStatuses.reduce(
    (most, { restartCount }) => Math.max(most, restartCount),
    0,
  );
}

/** What is wrong with most of these pods, by the one that restarted most often, and how many they are. */
export function problemWords(failing: readonly PodView[]): string {
  const kinds = new Map<string, PodView[]>();
  for (const pod of failing) {
    const kind = pod.problem!.kind;
    kinds.set(kind, [...(kinds.get(kind) ?? []), pod]);
  }
  const [most, ...others] = [...kinds.values()].sort(
    (a, b) => b.length - a.length,
  );
  const [worst] = [...most].sort((a, b) => restartsIn(b) - restartsIn(a));
  const pods = failing.length > 1 ? ` (${most.length} pods)` : '';
  const rest = others
    .flat()
    .map(({ problem }) => problem!.text)
    .slice(0, 2);
  return [`${worst.problem!.text}${pods}`, ...rest].join(', ');
}

/** "3 of 3 ready on 1.4.2". */
export function ofWanted({ ready, desired, targetVersion }: Seen): string {
  const on = targetVersion === null ? '' : ` on ${targetVersion}`;
  return `${ready} of ${desired} ready${on}`;
}

function versionsOf(pods: readonly PodView[]): string {
  return Object.keys(servingVersionsOf(pods)).join(', ');
}

/** Who serves while a rollout is on its way: "2 old pods still serve 1.4.2". */
export function servingWords(seen: Seen): string {
  const { newPods, oldPods, ready, desired } = seen;
  if (newPods === null || oldPods === null) {
    return `${ready} of ${desired} ready`;
  }
  const readyOld = oldPods.filter(({ isReady }) => isReady);
  const readyNew = newPods.length > 0 ? ready - readyOld.length : 0;
  if (ready === 0) {
    return 'nothing serves';
  }
  if (readyOld.length === 0) {
    return `${ready} of ${desired} ready`;
  }
  const serve = readyOld.length === 1 ? 'serves' : 'serve';
  const old = `${counted(
    readyOld.length,
    'old pod',
  )} still ${serve} ${versionsOf(readyOld)}`.trim();
  return readyNew > 0 ? `${counted(readyNew, 'new pod')} ready, ${old}` : old;
}

/** How far a rollout is that goes well: "Rolling out 1.4.2 → 1.5.0: 0 of 3 new pods ready, 1 starts, ...". */
export function startingWords(seen: Seen): string {
  const { newPods, oldPods, targetVersion, desired } = seen;
  if (newPods === null || oldPods === null) {
    const what = targetVersion === null ? '' : ` ${targetVersion}`;
    return `Rolling out${what}: ${seen.ready} of ${desired} ready`;
  }
  const old = versionsOf(oldPods);
  const versions = [old, targetVersion ?? ''].filter(Boolean).join(' → ');
  const readyNew = newPods.filter(({ isReady }) => isReady).length;
  const starting = newPods.filter(({ isReady }) => !isReady);
  const probe = starting.find(pod => pod.probe !== null)?.probe;
  const restarted = starting.some(
    pod => restartsIn(pod) > 0 && restartsIn(pod) < CRASH_LOOP_RESTARTS,
  );
  const parts = [
    `${readyNew} of ${desired} new pods ready`,
    ...(starting.length > 0
      ? [`${starting.length} starting${probe ? ` (${probe})` : ''}`]
      : []),
    ...(restarted ? ['restarted since'] : []),
    ...(oldPods.some(({ isReady }) => isReady) ? [servingOld(oldPods)] : []),
  ];
  return `Rolling out${versions ? ` ${versions}` : ''}: ${parts.join(', ')}`;
}

function servingOld(oldPods: NonNullable<RolloutFacts['oldPods']>): string {
  const ready = oldPods.filter(({ isReady }) => isReady).length;
  return `${counted(ready, 'old pod')} still ${
    ready === 1 ? 'serves' : 'serve'
  }`;
}
