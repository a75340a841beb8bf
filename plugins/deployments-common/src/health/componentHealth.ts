import type { KubernetesLists } from './kubernetesLists';
import type { PodTemplate } from './kubernetesParts';
import { deploymentHealth } from './deploymentHealth';
import {
  HEALTH_WORST_FIRST,
  mergedRestarts,
  mergedVersions,
  sumOf,
} from './mergeHealth';
import { cronJobHealth, jobHealth } from './jobHealth';
import { daemonSetHealth, statefulSetHealth } from './setHealth';
import type {
  ComponentHealth,
  HealthState,
  WorkloadHealth,
  WorkloadKind,
} from './WorkloadHealth';

type Workload = ComponentHealth['workloads'][number];

const SERVING: readonly WorkloadKind[] = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
];

/** The lists without which a verdict is one on a part only. */
const ASKED = [
  'deployments',
  'replicasets',
  'statefulsets',
  'daemonsets',
  'jobs',
  'cronjobs',
  'pods',
  'horizontalpodautoscalers',
  'events',
] as const;

function imagesOf(template: PodTemplate): string[] {
  return template.spec.containers.flatMap(({ image }) => image ?? []);
}

/** A job that nobody schedules is a task of one release: the newest tells how it went. */
function newestJob(lists: KubernetesLists) {
  const single = (lists.jobs ?? []).filter(
    ({ metadata }) =>
      !metadata.ownerReferences.some(({ kind }) => kind === 'CronJob'),
  );
  const created = (at: string | null) => Date.parse(at ?? '') || 0;
  return [...single]
    .sort(
      (a, b) =>
        created(b.metadata.creationTimestamp) -
        created(a.metadata.creationTimestamp),
    )
    .slice(0, 1);
}

function workloadsOf(lists: KubernetesLists, now: Date): Workload[] {
  const as = (
    kind: WorkloadKind,
    name: string,
    template: PodTemplate,
    health: WorkloadHealth,
  ): Workload => ({ ...health, kind, name, images: imagesOf(template) });
  return [
    ...(lists.deployments ?? []).map(item =>
      as(
        'Deployment',
        item.metadata.name,
        item.spec.template,
        deploymentHealth(item, lists, now),
      ),
    ),
    ...(lists.statefulsets ?? []).map(item =>
      as(
        'StatefulSet',
        item.metadata.name,
        item.spec.template,
        statefulSetHealth(item, lists, now),
      ),
    ),
    ...(lists.daemonsets ?? []).map(item =>
      as(
        'DaemonSet',
        item.metadata.name,
        item.spec.template,
        daemonSetHealth(item, lists, now),
      ),
    ),
    ...(lists.cronjobs ?? []).map(item =>
      as(
        'CronJob',
        item.metadata.name,
        item.spec.jobTemplate.spec.template,
        cronJobHealth(item, lists, now),
      ),
    ),
    ...newestJob(lists).map(item =>
      as(
        'Job',
        item.metadata.name,
        item.spec.template,
        jobHealth(item, lists, now),
      ),
    ),
  ];
}

function rank({ state }: WorkloadHealth): number {
  return HEALTH_WORST_FIRST.indexOf(state);
}

/** A job that fails beside a service that serves makes the component degraded, not down. */
function stateOf(worst: Workload, main: readonly Workload[]): HealthState {
  const serves = main.some(({ state }) => state !== 'failing');
  const isBeside = !main.includes(worst) && serves;
  return isBeside && rank(worst) < HEALTH_WORST_FIRST.indexOf('degraded')
    ? 'degraded'
    : worst.state;
}

function versionOfAll(main: readonly Workload[]): string | null {
  const [first] = [...main].sort(
    (a, b) => (b.desired ?? 0) - (a.desired ?? 0) || (a.name < b.name ? -1 : 1),
  );
  return first.targetVersion;
}

/** The service comes before what runs beside it; without a service, what is scheduled, then tasks. */
function mainOf(workloads: readonly Workload[]): Workload[] {
  const serving = workloads.filter(({ kind }) => SERVING.includes(kind));
  const scheduled = workloads.filter(({ kind }) => kind === 'CronJob');
  return [serving, scheduled, [...workloads]].find(
    some => some.length > 0,
  ) as Workload[];
}

function nothingSeen(notSeen: string[]): ComponentHealth {
  const isBlind = notSeen.length > 0;
  return {
    state: 'unknown',
    targetVersion: null,
    servingVersions: null,
    desired: null,
    ready: null,
    reason: isBlind
      ? `Nothing was found, and these could not be seen: ${notSeen.join(', ')}.`
      : 'Nothing here carries the label of this component.',
    since: null,
    restarts: null,
    notSeen,
    workloads: [],
  };
}

/**
 * The health of a component in one namespace of one cluster, judged at `now`.
 *
 * @param lists - the objects with the component's label; a list that is null could not be seen,
 * and the verdict names it
 */
export function componentHealth(
  lists: KubernetesLists,
  now: Date,
): ComponentHealth {
  const notSeen: string[] = ASKED.filter(name => lists[name] === null);
  const workloads = workloadsOf(lists, now);
  if (workloads.length === 0) {
    return nothingSeen(notSeen);
  }
  const main = mainOf(workloads);
  // A job beside a service has its say only where it is in need.
  const judged = workloads.filter(
    workload =>
      main.includes(workload) ||
      rank(workload) <= HEALTH_WORST_FIRST.indexOf('degraded'),
  );
  const [worst] = [...judged].sort((a, b) => rank(a) - rank(b));
  const hidden = [
    ...new Set([...notSeen, ...workloads.flatMap(one => one.notSeen)]),
  ];
  const others = workloads.length - 1;
  const reason =
    others > 0 ? `${worst.kind} ${worst.name}: ${worst.reason}` : worst.reason;
  return {
    state: stateOf(worst, main),
    targetVersion: versionOfAll(main),
    servingVersions: mergedVersions(main.map(one => one.servingVersions)),
    desired: sumOf(main.map(one => one.desired)),
    ready: sumOf(main.map(one => one.ready)),
    reason:
      hidden.length > 0 ? `${reason} Not seen: ${hidden.join(', ')}.` : reason,
    since: worst.since,
    restarts: mergedRestarts(main.map(one => one.restarts)),
    notSeen: hidden,
    workloads,
  };
}
