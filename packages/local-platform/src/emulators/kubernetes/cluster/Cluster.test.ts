import {
  aCrashedProcess,
  after,
  aProcess,
  aRevision,
  aWorkload,
  FakeSource,
} from '../__testUtils__/aWorkload';
import type { KubernetesObject } from '../objects/KubernetesObject';
import type { Pod } from '../objects/pod';
import type { Workload } from '../Workload';
import { Cluster } from './Cluster';
import { readProcUsage, UsageSampler } from './UsageSampler';

function aCluster(...workloads: Workload[]) {
  const source = new FakeSource(...workloads);
  const time = { now: after(60) };
  const clock = () => time.now;
  const usage = new UsageSampler({ read: async () => undefined, clock });
  const cluster = new Cluster({ source, usage, namespace: 'shop', clock });
  cluster.refresh();
  return { source, time, cluster };
}

const names = (objects: KubernetesObject[]) =>
  objects.map(({ metadata }) => metadata.name);

type Event = KubernetesObject & {
  reason: string;
  count: number;
  message: string;
  involvedObject: { kind: string; resourceVersion: string };
};
function eventsOf(cluster: Cluster): Record<string, number> {
  const events = cluster.refresh().list('events') as Event[];
  return Object.fromEntries(
    events.map(({ involvedObject, reason, count }) => [
      `${involvedObject.kind} ${reason}`,
      count,
    ]),
  );
}

describe('Cluster', () => {
  it('should keep a pod over restarts, and count them', () => {
    const { source, time, cluster } = aCluster(aWorkload());
    const [before] = cluster.refresh().list('pods') as Pod[];
    time.now = after(100);
    source.set(aWorkload({ processes: [aCrashedProcess(0)] }));
    const [crashed] = cluster.refresh().list('pods') as Pod[];
    expect(crashed.metadata.uid).toBe(before.metadata.uid);
    expect(crashed.status.containerStatuses[0]).toMatchObject({
      ready: false,
      restartCount: 0,
      state: {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: `back-off 2m40s restarting failed container=app pod=${before.metadata.name}_shop(${before.metadata.uid})`,
        },
      },
      lastState: {
        terminated: {
          exitCode: 1,
          reason: 'Error',
          finishedAt: '2026-11-25T10:41:54Z',
          containerID: 'process://4700',
        },
      },
    });
    expect(crashed.status.conditions[2]).toMatchObject({
      type: 'Ready',
      status: 'False',
      reason: 'ContainersNotReady',
      lastTransitionTime: '2026-11-25T10:42:06Z',
    });

    time.now = after(260);
    const again = { restarts: 1, startedAt: after(250), pid: 4712 };
    source.set(aWorkload({ processes: [aProcess(again)] }));
    const [restarted] = cluster.refresh().list('pods') as Pod[];
    expect(restarted.metadata.uid).toBe(before.metadata.uid);
    expect(restarted.status.containerStatuses[0]).toMatchObject({
      restartCount: 1,
      containerID: 'process://4712',
      state: { running: { startedAt: '2026-11-25T10:44:36Z' } },
    });
  });

  it.each([
    [{ code: null, signal: 'SIGKILL' as const }, 137, 'Error'],
    [{ code: null, signal: 'SIGTERM' as const }, 143, 'Error'],
    [{ code: 0, signal: null }, 0, 'Completed'],
  ])(
    'should tell the end of a process as a container runtime does: %j',
    (end, exitCode, reason) => {
      const lastExit = { ...end, at: after(20), startedAt: after(1) };
      const { cluster } = aCluster(
        aWorkload({ processes: [aCrashedProcess(1, { lastExit })] }),
      );
      const [pod] = cluster.refresh().list('pods') as Pod[];
      expect(pod.status.containerStatuses[0].lastState).toMatchObject({
        terminated: { exitCode, reason },
      });
    },
  );

  it('should make a ReplicaSet and a pod of a new version, and keep the old ReplicaSet', () => {
    const { source, cluster } = aCluster(aWorkload());
    const before = cluster.refresh();
    const [oldPod] = names(before.list('pods'));
    const [oldSet] = names(before.list('replicasets.apps'));
    const revisions = [
      aRevision(),
      aRevision('1.5.0', { createdAt: after(70) }),
    ];
    const next = aProcess({ version: '1.5.0', createdAt: after(70) });
    source.set(aWorkload({ revisions, processes: [next] }));
    const store = cluster.refresh();
    const sets = store.list('replicasets.apps');
    expect(names(sets)).toContain(oldSet);
    expect(
      sets.map(({ spec }) => (spec as { replicas: number }).replicas).sort(),
    ).toEqual([0, 1]);
    expect(names(store.list('pods'))).toHaveLength(1);
    expect(names(store.list('pods'))).not.toContain(oldPod);
    expect(store.list('deployments.apps')[0].metadata).toMatchObject({
      generation: 2,
      annotations: { 'deployment.kubernetes.io/revision': '2' },
    });
    expect(eventsOf(cluster)).toMatchObject({
      'Pod Killing': 1,
      'ReplicaSet SuccessfulDelete': 1,
    });
  });

  it('should take up the old ReplicaSet when an old version comes again', () => {
    const { cluster } = aCluster(
      aWorkload({ revisions: [aRevision(), aRevision('1.5.0'), aRevision()] }),
    );
    const sets = cluster.refresh().list('replicasets.apps');
    const numbers = sets.map(
      ({ metadata }) =>
        metadata.annotations?.['deployment.kubernetes.io/revision'],
    );
    expect(numbers.sort()).toEqual(['2', '3']);
  });

  it('should write down what happened, and count it', () => {
    const { source, cluster } = aCluster(aWorkload());
    expect(eventsOf(cluster)).toEqual({
      'Deployment ScalingReplicaSet': 1,
      'ReplicaSet SuccessfulCreate': 1,
      'Pod Scheduled': 1,
      'Pod Pulled': 1,
      'Pod Created': 1,
      'Pod Started': 1,
    });
    for (let run = 0; run < 3; run += 1) {
      const lastExit = {
        code: 1,
        signal: null,
        at: after(100 + run),
        startedAt: after(1),
      };
      source.set(
        aWorkload({ processes: [aCrashedProcess(run, { lastExit })] }),
      );
      source.set(
        aWorkload({ processes: [aProcess({ restarts: run + 1, lastExit })] }),
      );
      // What was seen already is not counted again.
      source.set(
        aWorkload({ processes: [aProcess({ restarts: run + 1, lastExit })] }),
      );
      cluster.refresh();
    }
    // Nobody looked in between: only what can be counted is.
    expect(eventsOf(cluster)).toMatchObject({ 'Pod Started': 4 });
    const lastExit = {
      code: 1,
      signal: null,
      at: after(110),
      startedAt: after(1),
    };
    source.set(aWorkload({ processes: [aCrashedProcess(3, { lastExit })] }));
    expect(eventsOf(cluster)).toMatchObject({ 'Pod BackOff': 1 });
    expect(eventsOf(cluster)).toMatchObject({ 'Pod BackOff': 1 });
  });

  it('should count failed probes of each run', () => {
    const failing = (count: number, more = {}) =>
      aWorkload({
        processes: [
          aProcess({
            ready: false,
            failedProbes: {
              count,
              lastAt: after(50),
              message: 'HTTP probe failed with statuscode: 503',
            },
            ...more,
          }),
        ],
      });
    const { source, cluster } = aCluster(failing(2));
    source.set(failing(5));
    expect(eventsOf(cluster)).toMatchObject({ 'Pod Unhealthy': 5 });
    source.set(failing(1, { restarts: 1 }));
    expect(eventsOf(cluster)).toMatchObject({ 'Pod Unhealthy': 6 });
    const events = cluster.refresh().list('events') as Event[];
    expect(events.find(({ reason }) => reason === 'Unhealthy')?.message).toBe(
      'Readiness probe failed: HTTP probe failed with statuscode: 503',
    );
  });

  it('should forget events after an hour', () => {
    const { time, cluster } = aCluster(aWorkload());
    time.now = after(3_500);
    expect(Object.keys(eventsOf(cluster))).not.toHaveLength(0);
    time.now = after(3_700);
    expect(eventsOf(cluster)).toEqual({});
  });

  it('should give a new version to what changed, and to nothing else', () => {
    const { source, cluster } = aCluster(aWorkload());
    const before = cluster.refresh();
    const version = before.resourceVersion;
    const [service] = before.list('services');
    const [pod] = before.list('pods');
    expect(cluster.refresh().resourceVersion).toBe(version);
    source.set(aWorkload({ processes: [aProcess({ ready: false })] }));
    const store = cluster.refresh();
    expect(store.resourceVersion).toBeGreaterThan(version);
    expect(store.list('services')[0].metadata.resourceVersion).toBe(
      service.metadata.resourceVersion,
    );
    expect(
      Number(store.list('pods')[0].metadata.resourceVersion),
    ).toBeGreaterThan(Number(pod.metadata.resourceVersion));
  });

  it('should show no pod of a process that ended and is not wanted', () => {
    const stopped = aProcess({ state: 'stopped', pid: undefined });
    const { cluster } = aCluster(
      aWorkload({ desiredReplicas: 0, processes: [stopped] }),
    );
    expect(cluster.refresh().list('pods')).toEqual([]);
  });

  it('should show the end of a process that nobody starts again', () => {
    const lastExit = {
      code: 3,
      signal: null,
      at: after(20),
      startedAt: after(1),
    };
    const stopped = aProcess({ state: 'stopped', ready: false, lastExit });
    const { cluster } = aCluster(aWorkload({ processes: [stopped] }));
    const store = cluster.refresh();
    const [pod] = store.list('pods') as Pod[];
    expect(pod.status.containerStatuses[0].state).toMatchObject({
      terminated: { exitCode: 3 },
    });
    expect(store.list('deployments.apps')[0].status).toMatchObject({
      unavailableReplicas: 1,
    });
  });

  it('should show no variable of the environment', () => {
    const { cluster } = aCluster(aWorkload());
    const store = cluster.refresh();
    const all = ['pods', 'deployments.apps', 'replicasets.apps'].flatMap(kind =>
      store.list(kind),
    );
    expect(all).toHaveLength(3);
    expect(JSON.stringify(all)).not.toMatch(/"env/);
  });
});

describe('readProcUsage', () => {
  it('should read this process, and nothing of one that is not there', async () => {
    const usage = await readProcUsage(process.pid);
    const { rss } = process.memoryUsage();
    expect(usage?.memoryBytes).toBeGreaterThan(rss / 2);
    expect(usage?.memoryBytes).toBeLessThan(rss * 2);
    const { user, system } = process.cpuUsage();
    expect(usage?.cpuSeconds).toBeCloseTo((user + system) / 1e6, 0);
    expect(await readProcUsage(2 ** 30)).toBeUndefined();
  });
});

describe('UsageSampler', () => {
  it('should tell what was used between two readings, and nothing of a number that another process has now', async () => {
    let now = after(0);
    let cpuSeconds = 5;
    const read = async () => ({ cpuSeconds, memoryBytes: 7 });
    const sampler = new UsageSampler({ read, clock: () => now });
    await sampler.sample([1, 1]);
    expect(sampler.usageOf(1)).toBeUndefined();
    now = after(10);
    cpuSeconds = 8;
    await sampler.sample([1, 1]);
    expect(sampler.usageOf(1)).toEqual({
      cores: 0.3,
      memoryBytes: 7,
      at: now,
      windowSeconds: 10,
    });
    now = after(20);
    cpuSeconds = 1;
    await sampler.sample([1]);
    expect(sampler.usageOf(1)).toBeUndefined();
    await sampler.sample([]);
    expect(sampler.usageOf(1)).toBeUndefined();
  });
});
