import {
  currentDeployment,
  foldChanges,
  historyOf,
  type KubernetesLists,
  parseKubernetesLists,
} from '@portico/plugin-deployments-common';
import { type FakeObject, sample } from '../../__testUtils__/FakeKubernetes';
import { rolloutOf, type RolloutPlace } from './rolloutOf';

const ORDER = 'component:default/order-service';

const PLACE: RolloutPlace = {
  cluster: 'east',
  namespace: 'shop',
  entityRefs: [ORDER],
  environment: 'prod',
  origin: 'live',
};

type Objects = Record<string, FakeObject[] | null>;

function read(objects: Objects): KubernetesLists {
  const parsed = parseKubernetesLists(objects);
  if (!parsed.valid) {
    throw new Error(JSON.stringify(parsed.issues));
  }
  return parsed.lists;
}

function rollout(objects: Objects, place: Partial<RolloutPlace> = {}) {
  const lists = read(objects);
  return rolloutOf(lists.deployments![0], lists, { ...PLACE, ...place });
}

const steps = (objects: Objects) =>
  rollout(objects)?.changes.map(({ at, status }) => [status, at]);

/** The samples, with what a test changes of them. */
function changed(
  name: string,
  change: (objects: {
    deployment: FakeObject;
    sets: FakeObject[];
    pods: FakeObject[];
  }) => void,
): Objects {
  const objects = sample(name);
  change({
    deployment: objects.deployments[0],
    sets: objects.replicasets,
    pods: objects.pods,
  });
  return objects;
}

const progressing = (deployment: FakeObject) =>
  deployment.status.conditions.find(
    ({ type }: { type: string }) => type === 'Progressing',
  );

describe('rolloutOf', () => {
  it('should tell the beginning and the end of one that is over', () => {
    expect(rollout(sample('healthy'))).toEqual({
      name: 'east/shop/catalog-service',
      id: 'east/shop/catalog-service/2026-11-25T10:40:26.000Z/1',
      status: 'succeeded',
      startedAt: '2026-11-25T10:40:26.000Z',
      changes: [
        {
          source: {
            type: 'kubernetes',
            id: 'east/shop/catalog-service/2026-11-25T10:40:26.000Z/1',
            url: null,
          },
          entityRef: ORDER,
          environment: 'prod',
          origin: 'live',
          at: '2026-11-25T10:40:26.000Z',
          status: 'running',
          kind: null,
          version: '1.4.2',
          commit: null,
          artifact: 'registry.example.com/shop/catalog-service:1.4.2',
          who: null,
          startedAt: '2026-11-25T10:40:26.000Z',
          commits: null,
        },
        expect.objectContaining({
          at: '2026-11-25T10:42:14.000Z',
          status: 'succeeded',
        }),
      ],
    });
  });

  it.each([
    [
      'crashloop-rollout-old-serving',
      '1.5.0',
      [['running', '2026-11-25T10:42:46.000Z']],
    ],
    [
      'progress-deadline-exceeded',
      '1.5.0',
      [
        ['running', expect.any(String)],
        ['failed', expect.any(String)],
      ],
    ],
  ])('should tell %s of %s as it is', (name, version, told) => {
    const { changes } = rollout(sample(name))!;
    expect(changes.map(one => [one.status, one.at])).toEqual(told);
    expect(changes.map(one => one.version)).toEqual(told.map(() => version));
  });

  it('should take the moment at which the rollout ended, and not that of an older one', () => {
    const objects = changed('healthy', ({ deployment }) => {
      Object.assign(progressing(deployment), {
        lastUpdateTime: '2026-11-25T10:50:00Z',
        lastTransitionTime: '2026-11-25T10:40:28Z',
      });
    });
    expect(steps(objects)?.[1]).toEqual([
      'succeeded',
      '2026-11-25T10:50:00.000Z',
    ]);
  });

  it('should be another one when an older ReplicaSet is gone back to', () => {
    const before = sample('crashloop-rollout-old-serving');
    const after = changed(
      'crashloop-rollout-old-serving',
      ({ deployment, sets, pods }) => {
        const [old, bad] = [...sets].sort((a, b) =>
          `${a.metadata.creationTimestamp}` < `${b.metadata.creationTimestamp}`
            ? -1
            : 1,
        );
        const key = 'deployment.kubernetes.io/revision';
        const set = (object: FakeObject, revision: string) =>
          Object.assign(object.metadata.annotations as object, {
            [key]: revision,
          });
        set(deployment, '3');
        set(old, '3');
        Object.assign(old.metadata.annotations as object, {
          'deployment.kubernetes.io/revision-history': '1',
        });
        deployment.spec.template = old.spec.template;
        Object.assign(progressing(deployment), {
          reason: 'NewReplicaSetAvailable',
          lastUpdateTime: '2026-11-25T10:46:30Z',
        });
        // One pod was there all the time; another one came back for the rollback.
        const ofOld = pods.filter(pod =>
          (pod.metadata.ownerReferences as Array<{ uid: string }>).some(
            ({ uid }) => uid === old.metadata.uid,
          ),
        );
        ofOld[0].metadata.creationTimestamp = '2026-11-25T10:46:10Z';
        expect(bad.metadata.creationTimestamp).toBe('2026-11-25T10:42:46Z');
      },
    );
    expect(rollout(after)).toMatchObject({
      id: expect.stringMatching(/\/3$/),
      startedAt: '2026-11-25T10:46:10.000Z',
    });
    expect(steps(after)).toEqual([
      ['running', '2026-11-25T10:46:10.000Z'],
      ['succeeded', '2026-11-25T10:46:30.000Z'],
    ]);
    const first = {
      ...rollout(sample('healthy'))!.changes[1],
      version: '1.4.2',
    };
    const history = historyOf(
      foldChanges([
        first,
        ...rollout(before)!.changes,
        ...rollout(after)!.changes,
      ]),
    );
    expect(
      history.map(({ version, kind, status }) => [version, kind, status]),
    ).toEqual([
      ['1.4.2', 'redeploy', 'succeeded'],
      ['1.5.0', 'deploy', 'running'],
      ['1.4.2', 'deploy', 'succeeded'],
    ]);
    expect(currentDeployment(history)?.id).toMatch(/\/3$/);
  });

  it('should say nothing of the beginning of a rollback whose pods came later', () => {
    const objects = changed('healthy', ({ sets, pods }) => {
      Object.assign(sets[0].metadata.annotations as object, {
        'deployment.kubernetes.io/revision-history': '1',
      });
      pods.forEach(pod => {
        pod.metadata.creationTimestamp = '2026-11-25T11:00:00Z';
      });
    });
    expect(rollout(objects)).toMatchObject({ startedAt: null });
    expect(steps(objects)).toEqual([['succeeded', '2026-11-25T10:42:14.000Z']]);
  });

  it('should not take a scaling for a rollout', () => {
    const scaled = changed('healthy', ({ deployment }) => {
      deployment.metadata.generation = 9;
      deployment.status.observedGeneration = 9;
      deployment.spec.replicas = 5;
    });
    expect(rollout(scaled)).toEqual(rollout(sample('healthy')));
  });

  it('should wait for the controller: the version is new, and the conditions are old', () => {
    const objects = changed('healthy', ({ deployment }) => {
      deployment.metadata.generation = 2;
    });
    expect(rollout(objects)).toBeNull();
  });

  it('should tell a Deployment that is made anew from the one before', () => {
    const again = changed('healthy', ({ deployment }) => {
      deployment.metadata.creationTimestamp = '2026-11-26T08:00:00Z';
    });
    expect(rollout(again)?.id).not.toBe(rollout(sample('healthy'))?.id);
  });

  it.each([
    [
      'by the condition where it was paused since',
      (deployment: FakeObject) => {
        Object.assign(progressing(deployment), {
          status: 'Unknown',
          reason: 'DeploymentPaused',
        });
      },
    ],
    [
      'without a deadline',
      (deployment: FakeObject) => {
        deployment.status.conditions = [];
      },
    ],
  ])('should tell the end by the pods, not %s', (_, change) => {
    const objects = changed('healthy', ({ deployment }) => change(deployment));
    expect(rollout(objects)?.status).toBe('succeeded');
    expect(steps(objects)?.[1]).toEqual([
      'succeeded',
      '2026-11-25T10:41:34.000Z',
    ]);
  });

  it('should tell no end that nothing tells the time of', () => {
    const objects = changed('healthy', ({ deployment }) => {
      deployment.status.conditions = [];
    });
    expect(steps({ ...objects, pods: null })).toEqual([
      ['running', '2026-11-25T10:40:26.000Z'],
    ]);
  });

  it.each([
    ['no ReplicaSet could be seen', null],
    ['its ReplicaSet is not there', []],
  ])('should tell the end alone where %s', (_, replicasets) => {
    expect(steps({ ...sample('healthy'), replicasets })).toEqual([
      ['succeeded', '2026-11-25T10:42:14.000Z'],
    ]);
  });

  it.each([
    ['org.opencontainers.image.revision', '4f2c9d1e0b7a', '4f2c9d1e0b7a'],
    ['portico.dev/commit', '4f2c9d1e0b7a', '4f2c9d1e0b7a'],
    ['portico.dev/commit', 'main', null],
    ['example.com/commit', '4f2c9d1e0b7a', null],
  ])('should read the commit in %s: %s', (name, value, commit) => {
    const objects = changed('healthy', ({ deployment }) => {
      deployment.spec.template.metadata.annotations = { [name]: value };
    });
    expect(rollout(objects)?.changes[0].commit).toBe(commit);
  });

  it('should tell components that share the objects apart', () => {
    const cart = 'component:default/cart';
    const { changes } = rollout(sample('healthy'), {
      entityRefs: [ORDER, cart],
    })!;
    expect(
      changes.map(({ entityRef, source }) => [
        entityRef,
        source.id.split('/').slice(-2).join('/'),
      ]),
    ).toEqual([
      [ORDER, 'default/order-service'],
      [ORDER, 'default/order-service'],
      [cart, 'default/cart'],
      [cart, 'default/cart'],
    ]);
  });

  it('should keep the id within its bound, and still its own', () => {
    const long = (letter: string) =>
      rollout(sample('healthy'), {
        cluster: 'x'.repeat(252) + letter,
        namespace: 'y'.repeat(63),
      })!;
    const [one, other] = [long('a'), long('b')];
    expect(one.changes).toHaveLength(2);
    expect(one.id.length).toBeLessThanOrEqual(350);
    expect(one.id).not.toBe(other.id);
  });
});
