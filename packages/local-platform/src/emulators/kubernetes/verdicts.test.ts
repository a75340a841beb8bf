import {
  componentHealth,
  parseKubernetesLists,
} from '@portico/plugin-deployments-common';
import { after } from './__testUtils__/aWorkload';
import { CASES, momentOf } from './__testUtils__/cases';
import { startTestBed, type TestBed } from './__testUtils__/startTestBed';

/** The lists that the portal asks for, with the selector that it uses. */
const LABELLED = {
  deployments: '/apis/apps/v1/deployments',
  replicasets: '/apis/apps/v1/replicasets',
  statefulsets: '/apis/apps/v1/statefulsets',
  daemonsets: '/apis/apps/v1/daemonsets',
  jobs: '/apis/batch/v1/jobs',
  cronjobs: '/apis/batch/v1/cronjobs',
  pods: '/api/v1/pods',
};
const SELECTOR = '?limit=500&labelSelector=backstage.io%2Fkubernetes-id';

/** What a real cluster would show of the same, and what the portal should say of it. */
const VERDICTS: Record<string, object> = {
  healthy: {
    state: 'healthy',
    targetVersion: '1.4.2',
    servingVersions: { '1.4.2': 3 },
    ready: 3,
    desired: 3,
  },
  'rolling-out': {
    state: 'rolling-out',
    targetVersion: '1.5.0',
    servingVersions: { '1.4.2': 3 },
    ready: 3,
    desired: 3,
  },
  'rolling-out-halfway': {
    state: 'rolling-out',
    servingVersions: { '1.4.2': 1, '1.5.0': 2 },
    ready: 3,
    desired: 4,
  },
  'crashloop-all': { state: 'failing', ready: 0, desired: 2 },
  'crashloop-rollout-old-serving': {
    state: 'rollout-failing',
    targetVersion: '1.5.0',
    servingVersions: { '1.4.2': 2 },
  },
  'progress-deadline-exceeded': {
    state: 'rollout-failed',
    targetVersion: '1.5.0',
    servingVersions: { '1.4.2': 2 },
  },
  'scaled-to-zero': { state: 'scaled-to-zero', ready: 0, desired: 0 },
  'hpa-scaled': { state: 'healthy', ready: 6, desired: 6 },
  'old-restarts-ready': { state: 'degraded', ready: 2, desired: 2 },
};

async function healthOf(bed: TestBed, now: Date) {
  const lists = await Promise.all(
    Object.entries(LABELLED).map(
      async ([name, path]) =>
        [name, await bed.get(`${path}${SELECTOR}`)] as const,
    ),
  );
  const parsed = parseKubernetesLists({
    ...Object.fromEntries(lists),
    horizontalpodautoscalers: await bed.get(
      '/apis/autoscaling/v2/horizontalpodautoscalers?limit=500',
    ),
    events: await bed.get(
      '/api/v1/namespaces/shop/events?limit=500&fieldSelector=type%3DWarning',
    ),
  });
  if (!parsed.valid) {
    throw new Error(JSON.stringify(parsed.issues));
  }
  return componentHealth(parsed.lists, now);
}

describe('what the portal makes of the emulator', () => {
  it('should be asked of every case', () => {
    expect(Object.keys(VERDICTS)).toEqual(Object.keys(CASES));
  });

  it.each(Object.entries(VERDICTS))(
    'should be right for %s',
    async (name, verdict) => {
      const time = { now: after(210) };
      const bed = await startTestBed([CASES[name]], { clock: () => time.now });
      try {
        time.now = momentOf(name);
        const health = await healthOf(bed, time.now);
        expect(health).toMatchObject({ ...verdict, notSeen: [] });
        expect(health.workloads.map(one => one.name)).toEqual([
          'order-service',
        ]);
      } finally {
        await bed.emulator.stop();
      }
    },
  );
});
