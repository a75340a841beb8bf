import { after, FakeSource } from './__testUtils__/aWorkload';
import { CASES, momentOf } from './__testUtils__/cases';
import {
  KINDS,
  objectsOf,
  real,
  shapeOf,
  type Case,
  type Kind,
} from './__testUtils__/realCases';
import { Shape } from './__testUtils__/Shape';
import { Cluster } from './cluster/Cluster';
import { UsageSampler } from './cluster/UsageSampler';
import type { Pod } from './objects/pod';

const NAMES = Object.keys(CASES);

/** The same of the emulator, which looks at the beginning and at the end. */
async function emulated(name: string): Promise<Case> {
  let now = after(210);
  const clock = () => now;
  let cpuSeconds = 0;
  const read = async () => ({ cpuSeconds, memoryBytes: 1 });
  const usage = new UsageSampler({ read, clock });
  const source = new FakeSource(CASES[name]);
  const cluster = new Cluster({ source, usage, namespace: 'shop', clock });
  cluster.refresh();
  await usage.sample(cluster.pids());
  now = momentOf(name);
  cpuSeconds = 0.068 * 71;
  await usage.sample(cluster.pids());
  const store = cluster.refresh();
  return Object.fromEntries(
    Object.entries(KINDS).map(([kind, stored]) => [kind, store.list(stored)]),
  ) as unknown as Case;
}

describe('the objects of the emulator', () => {
  it.each(Object.keys(KINDS) as Kind[])(
    'should have the shape of real ones: %s',
    async kind => {
      const shape = shapeOf(kind, NAMES);
      const shown = await Promise.all(NAMES.map(emulated));
      const objects = shown.flatMap(found => objectsOf(found, kind));
      expect(objects.length).toBeGreaterThan(0);
      const differences = objects.flatMap(object => shape.differences(object));
      expect([...new Set(differences)]).toEqual([]);
    },
  );

  it('should be held to that: a field too many, too few or of another type is seen', () => {
    const shape = new Shape(['labels'])
      .learn({ a: 1, b: [{ c: null }], labels: { x: 'y' } })
      .learn({ a: 2, b: [], d: 'text', labels: {} });
    expect(
      shape.differences({ a: 3, b: [{ c: null }], labels: { z: '' } }),
    ).toEqual([]);
    expect(shape.differences({ a: '3', b: [{ c: 1, e: 2 }], f: 1 })).toEqual([
      '.labels: missing',
      '.a: string instead of number',
      '.b[].c: number instead of null',
      '.b[].e: unknown',
      '.f: unknown',
    ]);
  });
});

describe('what the emulator tells', () => {
  const verdict = (found: Case) => ({
    deployments: found.deployments.map(({ spec, status, metadata }) => ({
      wanted: spec.replicas,
      versions: metadata.labels['app.kubernetes.io/version'],
      counts: counts(status),
      conditions: words(status.conditions),
    })),
    replicaSets: found.replicasets
      .map(({ metadata, spec, status }) => ({
        version: metadata.labels['app.kubernetes.io/version'],
        revision: metadata.annotations['deployment.kubernetes.io/revision'],
        wanted: spec.replicas,
        counts: counts(status),
      }))
      .sort((a, b) => a.version.localeCompare(b.version)),
    pods: found.pods.map(podVerdict).sort(),
  });

  it.each(NAMES)('should be what a real cluster tells: %s', async name => {
    expect(verdict(await emulated(name))).toEqual(verdict(real(name)));
  });

  it('should be how much a workload uses of what it requested', async () => {
    const [found] = (await emulated('hpa-scaled')).horizontalpodautoscalers;
    const [wanted] = real('hpa-scaled').horizontalpodautoscalers;
    expect(found.spec).toEqual({
      ...(wanted.spec as object),
      scaleTargetRef: {
        kind: 'Deployment',
        name: 'order-service',
        apiVersion: 'apps/v1',
      },
    });
    expect(withoutTimes(found.status)).toEqual(withoutTimes(wanted.status));
  });
});

function counts(status: object) {
  return Object.fromEntries(
    Object.entries(status).filter(([key]) => /replicas$/i.test(key)),
  );
}

function words(
  conditions: { type: string; status: string; reason?: string }[],
) {
  return conditions
    .map(({ type, status, reason }) => `${type} ${status} ${reason ?? ''}`)
    .sort();
}

function podVerdict({ metadata, status }: Pod): string {
  const [container] = status.containerStatuses;
  return JSON.stringify([
    metadata.labels['app.kubernetes.io/version'],
    status.phase,
    words(status.conditions),
    container.ready,
    container.started,
    Object.keys(container.state),
    JSON.stringify(container.state).match(/"reason":"\w+"/)?.[0],
    Object.keys(container.lastState),
    JSON.stringify(container.lastState).match(/"exitCode":\d+/)?.[0],
    container.restartCount > 0,
  ]);
}

function withoutTimes(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner) =>
      /Time$/.test(key) ? undefined : inner,
    ),
  );
}
