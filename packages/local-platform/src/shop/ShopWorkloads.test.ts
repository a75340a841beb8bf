import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { CASES } from '../emulators/kubernetes/__testUtils__/cases';
import {
  KINDS,
  shapeOf,
  type Kind,
} from '../emulators/kubernetes/__testUtils__/realCases';
import { Cluster } from '../emulators/kubernetes/cluster/Cluster';
import {
  UsageSampler,
  type ReadUsage,
} from '../emulators/kubernetes/cluster/UsageSampler';
import { ShopWorkloads } from './ShopWorkloads';
import type { RunningService } from './startShopService';

const STARTED = new Date('2026-11-25T10:40:26Z');
const MANIFESTS = join(__dirname, '../../../../infra/kubernetes');

/** As much of a running service as a cluster is told of. */
const SERVICE = {
  name: 'order',
  component: 'order-service',
  version: '1.4.2',
  createdAt: STARTED,
  ports: { public: 20_001, metrics: 20_002, admin: 20_003 },
  process: {
    state: { state: 'running', reason: null, since: STARTED.toISOString() },
    runs: { pid: 4711, startedAt: STARTED, restarts: 0 },
  },
  readiness: { ready: true, since: STARTED, failed: undefined },
} as unknown as RunningService;

/** What the cluster shows of a service that used so much CPU in the ten seconds since it was asked first. */
async function shown(read: ReadUsage) {
  let now = STARTED;
  const clock = () => now;
  const usage = new UsageSampler({ read, clock });
  const source = new ShopWorkloads();
  const createdAt = STARTED.toISOString();
  source.show([SERVICE], {
    'order-service': [{ version: '1.4.2', createdAt }],
  });
  const cluster = new Cluster({ source, usage, namespace: 'shop', clock });
  cluster.refresh();
  await usage.sample(cluster.pids());
  now = new Date(STARTED.getTime() + 10_000);
  await usage.sample(cluster.pids());
  const store = cluster.refresh();
  return (kind: Kind) =>
    store.list(KINDS[kind]) as unknown as Record<string, unknown>[];
}

/** Reads of a process that uses so many cores. */
function using(cores: number): ReadUsage {
  let seconds = 0;
  return async () => {
    seconds += 10;
    return { cpuSeconds: seconds * cores, memoryBytes: 1 };
  };
}

/** The objects of a manifest. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- of any kind; the tests look into each
function manifests(...path: string[]): any[] {
  const text = readFileSync(join(MANIFESTS, ...path), 'utf8');
  return parseAllDocuments(text).map(document => document.toJS());
}

describe('what a cluster shows of the shop', () => {
  it.each<[Kind, string[]]>([
    [
      'deployments',
      ['.spec.template.spec.containers[].resources.limits: missing'],
    ],
    [
      'replicasets',
      ['.spec.template.spec.containers[].resources.limits: missing'],
    ],
    ['pods', ['.spec.containers[].resources.limits: missing']],
    // Nothing was ever scaled.
    ['horizontalpodautoscalers', ['.status.lastScaleTime: missing']],
    ['events', []],
  ])(
    'should have the shape of what a real one shows, but for what is not so here: %s',
    async (kind, expected) => {
      const objects = (await shown(using(0.01)))(kind);
      expect(objects.length).toBeGreaterThan(0);
      const shape = shapeOf(kind, Object.keys(CASES));
      const found = objects.flatMap(object => shape.differences(object));
      expect([...new Set(found)]).toEqual(expected);
    },
  );

  it('should offer the Kubernetes tab no autoscaler that it would call an error', async () => {
    const lists = await shown(using(0.02));
    const labels = (kind: Kind) =>
      lists(kind).map(({ metadata }) => JSON.stringify(metadata));
    const id = '"backstage.io/kubernetes-id":"order-service"';
    expect(labels('horizontalpodautoscalers')).toEqual([
      expect.not.stringContaining(id),
    ]);
    expect(labels('deployments')).toEqual([expect.stringContaining(id)]);
  });

  it('should be an autoscaler that cannot scale, with the CPU that is really used', async () => {
    const [{ spec, status }] = (await shown(using(0.02)))(
      'horizontalpodautoscalers',
    );
    expect(spec).toMatchObject({ minReplicas: 1, maxReplicas: 1 });
    expect(status).toMatchObject({
      currentReplicas: 1,
      desiredReplicas: 1,
      currentMetrics: [
        {
          resource: {
            // 20 of the 50 millicores that are requested.
            current: { averageValue: '20m', averageUtilization: 40 },
          },
        },
      ],
      conditions: [
        { type: 'AbleToScale', status: 'True' },
        { type: 'ScalingActive', status: 'True' },
        { type: 'ScalingLimited', status: 'False' },
      ],
    });
  });

  it('should say that it would have more where it uses more', async () => {
    const [{ status }] = (await shown(using(0.2)))('horizontalpodautoscalers');
    expect(status).toMatchObject({
      conditions: [
        {},
        {},
        {
          type: 'ScalingLimited',
          status: 'True',
          reason: 'TooManyReplicas',
        },
      ],
    });
  });

  it('should say that nothing is known where nobody can tell the CPU', async () => {
    const [{ status }] = (await shown(async () => undefined))(
      'horizontalpodautoscalers',
    );
    expect(status).toMatchObject({
      currentMetrics: null,
      conditions: [
        { type: 'AbleToScale', status: 'True' },
        {
          type: 'ScalingActive',
          status: 'False',
          reason: 'FailedGetResourceMetric',
        },
      ],
    });
  });

  it('should be measured by what the manifests say', () => {
    const source = new ShopWorkloads();
    source.show([SERVICE], {});
    const [workload] = source.list();
    const [deployment] = manifests('overlays/local/deployment.yaml');
    const [container] = deployment.spec.template.spec.containers;
    expect(workload.resources?.requests).toEqual(container.resources.requests);
    const [autoscaler] = manifests('base/service/autoscaler.yaml');
    expect(workload.autoscaler?.targetCpuUtilization).toBe(
      autoscaler.spec.metrics[0].resource.target.averageUtilization,
    );
  });
});
