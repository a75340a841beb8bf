import fc from 'fast-check';
import { read, sampleLists } from '../__testUtils__/kubernetesSample';
import { componentHealth } from './componentHealth';
import { parseKubernetesLists } from './kubernetesLists';

const CAPTURED = new Date('2026-11-25T10:45:07Z');

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests change it as they like
type Lists = Record<string, any>;

/** The verdict on a sample, changed by `change`. */
function verdict(
  sample: string,
  change: (lists: Lists) => void = () => {},
  now = CAPTURED,
) {
  const lists = sampleLists(sample);
  change(lists);
  return componentHealth(read(lists), now);
}

function crashing(pod: Lists, restartCount: number, finishedAt: string) {
  pod.status.containerStatuses[0].restartCount = restartCount;
  pod.status.containerStatuses[0].lastState = {
    terminated: { exitCode: 137, reason: 'Error', finishedAt },
  };
}

function unready(pod: Lists, reason = 'ContainersNotReady', status = 'False') {
  const ready = pod.status.conditions.find(
    ({ type }: { type: string }) => type === 'Ready',
  );
  Object.assign(ready, { status, reason });
  pod.status.containerStatuses[0].ready = false;
}

describe('componentHealth', () => {
  it('should believe the pods, not the counts of the Deployment (dashboard#1629)', () => {
    const health = verdict('crashloop-all', ({ deployments }) => {
      Object.assign(deployments.items[0].status, {
        readyReplicas: 2,
        availableReplicas: 2,
        unavailableReplicas: 0,
      });
      const [available, progressing] = deployments.items[0].status.conditions;
      available.status = 'True';
      progressing.reason = 'NewReplicaSetAvailable';
    });
    expect(health).toEqual(
      expect.objectContaining({ state: 'failing', ready: 0, desired: 2 }),
    );
    expect(health.reason).toMatch(/^Crash-loops: exit 1, 6 restarts/);
  });

  it('should count old restarts and call them no error (backstage#29549)', () => {
    const health = verdict('healthy', ({ pods }) =>
      pods.items.forEach((pod: Lists, index: number) =>
        crashing(pod, 1, `2026-11-24T0${index}:00:00Z`),
      ),
    );
    expect(health).toEqual(
      expect.objectContaining({
        state: 'healthy',
        reason: '3 of 3 ready on 1.4.2.',
        restarts: {
          count: 3,
          lastAt: '2026-11-24T02:00:00.000Z',
          lastReason: 'exit 137',
        },
      }),
    );
  });

  it('should call nodes that are lost after a rollout no rollout (argo-rollouts#2068)', () => {
    const health = verdict('hpa-scaled', ({ deployments, pods }) => {
      const { status, spec } = deployments.items[0];
      const [pod] = pods.items;
      spec.replicas = 450;
      Object.assign(status, {
        replicas: 450,
        updatedReplicas: 450,
        readyReplicas: 448,
        availableReplicas: 448,
        unavailableReplicas: 2,
      });
      pods.items = Array.from({ length: 450 }, (_, index) => {
        const copy = structuredClone(pod);
        copy.metadata.name = `search-service-${index}`;
        copy.metadata.uid = `uid-${index}`;
        if (index >= 448) {
          unready(copy, 'NodeStatusUnknown', 'Unknown');
        }
        return copy;
      });
    });
    expect(health).toEqual(
      expect.objectContaining({
        state: 'degraded',
        targetVersion: '1.4.2',
        ready: 448,
        desired: 450,
        reason: '448 of 450 ready on 1.4.2: its node does not answer (2 pods).',
      }),
    );
  });

  it('should call a stopped rollout paused, not under way for ever (argo-cd#2742)', () => {
    const health = verdict('rolling-out', ({ deployments }) => {
      deployments.items[0].spec.paused = true;
    });
    expect(health.state).toBe('paused');
    expect(health.reason).toBe(
      'Its rollout is paused; 3 old pods still serve 1.4.2.',
    );
  });

  it('should not let a pause hide that nothing serves', () => {
    const health = verdict('crashloop-all', ({ deployments }) => {
      deployments.items[0].spec.paused = true;
    });
    expect(health.state).toBe('failing');
    expect(health.reason).toMatch(/its rollout is paused/);
  });

  describe('a crash loop between two restarts', () => {
    it('should be seen while all pods are ready', () => {
      const health = verdict('old-restarts-ready');
      expect(health).toEqual(
        expect.objectContaining({ state: 'degraded', ready: 2, desired: 2 }),
      );
      expect(health.reason).toBe(
        '2 of 2 ready on 1.4.2: crash-loops: OOMKilled, 7 restarts (2 pods).',
      );
    });

    it.each([
      ['10 minutes', '2026-11-25T10:51:29Z', 'degraded'],
      ['more', '2026-11-25T10:51:30Z', 'healthy'],
    ])('should be over after %s', (_, now, state) => {
      expect(
        verdict('old-restarts-ready', undefined, new Date(now)).state,
      ).toBe(state);
    });

    it('should be one from the third restart on', () => {
      const after = (restarts: number) =>
        verdict('healthy', ({ pods }) =>
          crashing(pods.items[0], restarts, '2026-11-25T10:44:40Z'),
        ).state;
      expect([after(2), after(3)]).toEqual(['healthy', 'degraded']);
    });

    it.each([
      ['1.5.0', 'rollout-failing'],
      // What is on its way out is no fault of what comes.
      ['1.4.2', 'rolling-out'],
    ])(
      'should count for a rollout only in its new pods: %s',
      (version, state) => {
        const health = verdict('rolling-out', ({ pods }) => {
          const pod = pods.items.find(
            ({ metadata }: Lists) =>
              metadata.labels['app.kubernetes.io/version'] === version,
          );
          crashing(pod, 4, '2026-11-25T10:44:40Z');
        });
        expect(health.state).toBe(state);
        expect(
          health.reason.includes('crash-loops: exit 137, 4 restarts'),
        ).toBe(state === 'rollout-failing');
      },
    );
  });

  it('should not judge by conditions of the generation before', () => {
    const health = verdict('progress-deadline-exceeded', ({ deployments }) => {
      deployments.items[0].metadata.generation = 3;
    });
    expect(health.state).toBe('rolling-out');
  });

  it('should call a probe that fails after the rollout degraded, and an outage where no pod is ready', () => {
    const degraded = verdict('healthy', ({ pods }) => unready(pods.items[0]));
    expect([degraded.state, degraded.reason]).toEqual([
      'degraded',
      '2 of 3 ready on 1.4.2: 1 not ready.',
    ]);
    const failing = verdict('healthy', ({ pods, events }) => {
      pods.items.forEach((pod: Lists) => unready(pod));
      events.items.push({
        reason: 'Unhealthy',
        message:
          'Readiness probe failed: HTTP probe failed with statuscode: 503',
        involvedObject: { kind: 'Pod', uid: pods.items[0].metadata.uid },
      });
    });
    expect([failing.state, failing.reason]).toEqual([
      'failing',
      '0 of 3 ready on 1.4.2: 3 not ready (its readiness probe answers 503).',
    ]);
  });

  it.each([
    [6, 6, false],
    [2, 6, true],
  ])(
    'should speak of a maximum of an autoscaler only where it is no fixed size: %d to %d',
    (minReplicas, maxReplicas, speaks) => {
      const health = verdict(
        'hpa-scaled',
        ({ horizontalpodautoscalers: { items } }) => {
          Object.assign(items[0].spec, { minReplicas, maxReplicas });
          items[0].status.conditions = [
            {
              type: 'ScalingLimited',
              status: 'True',
              reason: 'TooManyReplicas',
            },
          ];
        },
      );
      expect(health.state).toBe('healthy');
      expect(health.reason.includes('maximum of 6')).toBe(speaks);
    },
  );

  it('should leave out pods that end or have ended', () => {
    const health = verdict('healthy', ({ pods }) => {
      const evicted = structuredClone(pods.items[0]);
      evicted.status = { phase: 'Failed', reason: 'Evicted' };
      pods.items.push(evicted);
      pods.items[1].metadata.deletionTimestamp = '2026-11-25T10:45:00Z';
    });
    expect(health).toEqual(
      expect.objectContaining({
        state: 'degraded',
        ready: 2,
        reason: '2 of 3 ready on 1.4.2: 1 pod missing.',
      }),
    );
  });

  describe('what can not be seen', () => {
    it('should go by the counts without the pods, and say so', () => {
      const health = verdict('healthy', lists => {
        lists.pods = null;
      });
      expect(health).toEqual(
        expect.objectContaining({
          state: 'healthy',
          ready: 3,
          servingVersions: null,
          restarts: null,
          notSeen: ['pods'],
          reason: '3 of 3 ready on 1.4.2. Not seen: pods.',
        }),
      );
    });

    it('should not take pods that lack the label for an outage', () => {
      const health = verdict('healthy', ({ pods }) => {
        pods.items = [];
      });
      expect([health.state, health.ready, health.notSeen]).toEqual([
        'healthy',
        3,
        ['pods'],
      ]);
    });

    it.each(['horizontalpodautoscalers', 'daemonsets', 'events'])(
      'should judge the rest without %s, and name them',
      name => {
        const health = verdict('healthy', lists => {
          lists[name] = null;
        });
        expect([health.state, health.notSeen]).toEqual(['healthy', [name]]);
      },
    );

    it('should tell old pods by their version without the ReplicaSets', () => {
      const health = verdict('rolling-out-halfway', lists => {
        lists.replicasets = null;
      });
      expect([health.state, health.servingVersions, health.notSeen]).toEqual([
        'rolling-out',
        { '1.5.0': 2, '1.4.2': 1 },
        ['replicasets'],
      ]);
    });

    it('should know nothing where there is nothing, and say why', () => {
      const empty = sampleLists('healthy');
      Object.assign(empty, { deployments: [], replicasets: [], pods: [] });
      expect(componentHealth(read(empty), CAPTURED)).toEqual(
        expect.objectContaining({
          state: 'unknown',
          desired: null,
          ready: null,
          reason: 'Nothing here carries the label of this component.',
        }),
      );
      const hidden = componentHealth(read({}), CAPTURED);
      expect(hidden.state).toBe('unknown');
      expect(hidden.notSeen).toContain('deployments');
    });
  });

  describe('jobs', () => {
    function failJob(job: Lists) {
      job.status = {
        failed: 2,
        conditions: [
          {
            type: 'Failed',
            status: 'True',
            reason: 'BackoffLimitExceeded',
            message: 'Job has reached the specified backoff limit',
          },
        ],
      };
    }

    it('should make a service that serves degraded, not down', () => {
      const health = verdict('healthy', lists => {
        lists.jobs = sampleLists('job-complete').jobs;
        failJob(lists.jobs.items[0]);
      });
      expect([health.state, health.ready, health.desired]).toEqual([
        'degraded',
        3,
        3,
      ]);
      expect(health.reason).toBe(
        'Job order-db-migrate-1-4-2: Failed: Job has reached the specified backoff limit.',
      );
    });

    it('should forget an older job that failed', () => {
      const health = verdict('job-complete', ({ jobs }) => {
        const old = structuredClone(jobs.items[0]);
        failJob(old);
        old.metadata.name = 'order-db-migrate-1-4-1';
        old.metadata.creationTimestamp = '2026-11-20T10:00:00Z';
        jobs.items.unshift(old);
      });
      expect(health.state).toBe('complete');
    });

    it.each([
      ['the last run', 1, 'degraded'],
      ['all runs', 3, 'failing'],
    ])('should judge a schedule by %s', (_, count, state) => {
      const health = verdict('cronjob', ({ jobs }) => {
        [...jobs.items]
          .reverse()
          .slice(1, 1 + count)
          .forEach(failJob);
      });
      expect(health.state).toBe(state);
    });

    it('should judge a schedule by its times without the jobs', () => {
      const health = verdict('cronjob', lists => {
        lists.jobs = null;
      });
      expect([health.state, health.notSeen]).toEqual(['healthy', ['jobs']]);
    });

    it('should call a schedule that was stopped paused', () => {
      const health = verdict('cronjob', ({ cronjobs }) => {
        cronjobs.items[0].spec.suspend = true;
      });
      expect(health.state).toBe('paused');
    });
  });

  it('should see a StatefulSet roll out, and a partition hold it back', () => {
    const change = (partition: number) => (lists: Lists) => {
      const [set] = lists.statefulsets.items;
      set.spec.updateStrategy.rollingUpdate.partition = partition;
      Object.assign(set.status, { updateRevision: 'new', updatedReplicas: 1 });
    };
    expect(verdict('statefulset-healthy', change(0)).state).toBe('rolling-out');
    expect(verdict('statefulset-healthy', change(2)).state).toBe('healthy');
  });

  it('should know a DaemonSet by its nodes', () => {
    const health = verdict('statefulset-healthy', lists => {
      const [{ metadata, spec }] = lists.statefulsets.items;
      const counts = {
        desiredNumberScheduled: 4,
        currentNumberScheduled: 4,
        updatedNumberScheduled: 4,
        numberReady: 3,
        observedGeneration: 1,
      };
      lists.daemonsets = { items: [{ metadata, spec, status: counts }] };
      lists.statefulsets = { items: [] };
    });
    expect([health.state, health.ready, health.desired]).toEqual([
      'degraded',
      3,
      4,
    ]);
  });
});

describe('parseKubernetesLists', () => {
  it('should name the field that is not as it should be', () => {
    const lists = sampleLists('healthy');
    lists.pods.items[1].status.containerStatuses[0].restartCount = 'many';
    expect(parseKubernetesLists(lists)).toEqual({
      valid: false,
      issues: [
        expect.objectContaining({
          path: 'pods.items.1.status.containerStatuses.0.restartCount',
        }),
      ],
    });
  });

  it('should survive whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (input, pods) => {
        for (const lists of [input, { pods }, { pods: [pods] }]) {
          const parsed = parseKubernetesLists(lists);
          expect(
            parsed.valid
              ? componentHealth(parsed.lists, CAPTURED).state
              : parsed.issues.length > 0,
          ).toEqual(parsed.valid ? 'unknown' : true);
        }
      }),
    );
  });

  it('should survive samples with parts taken out or spoilt', () => {
    const paths: Array<[string, string]> = [];
    const walk = (value: unknown, path: string, sample: string) => {
      if (value && typeof value === 'object') {
        Object.entries(value).forEach(([key, inner]) => {
          if (key !== 'managedFields' && key !== 'annotations') {
            paths.push([sample, `${path}${path && '\u0000'}${key}`]);
            walk(inner, `${path}${path && '\u0000'}${key}`, sample);
          }
        });
      }
    };
    ['crashloop-rollout-old-serving', 'cronjob'].forEach(sample => {
      const { deployments, pods, jobs, cronjobs } = sampleLists(sample);
      walk({ deployments, pods, jobs, cronjobs }, '', sample);
    });
    const spoilt = fc.constantFrom(undefined, null, 0, -1, 'x', [], {}, 1e99);
    fc.assert(
      fc.property(fc.constantFrom(...paths), spoilt, ([sample, path], bad) => {
        const lists = sampleLists(sample);
        const keys = path.split('\u0000');
        const last = keys.pop()!;
        keys.reduce((value, key) => value[key], lists)[last] = bad;
        const parsed = parseKubernetesLists(lists);
        const state = parsed.valid
          ? componentHealth(parsed.lists, CAPTURED).state
          : parsed.issues[0].path;
        expect(state).toEqual(expect.any(String));
      }),
      { numRuns: 300 },
    );
  });
});
