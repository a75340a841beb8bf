import {
  aWatch,
  CAPTURED_AT,
  SHOP,
  SHOP_SEEN,
  type TestWatch,
} from '../../__testUtils__/aWatch';
import {
  type FakeObject,
  recorded,
  refused,
  sample,
} from '../../__testUtils__/FakeKubernetes';

describe('KubernetesWatch, of the lists of a cluster', () => {
  let world: TestWatch;

  const start = async (options?: Parameters<typeof aWatch>[0]) => {
    world = await aWatch(options);
    return world;
  };

  afterEach(async () => {
    await world.fake.stop();
  });

  it('should judge without a kind that it may not list, and say which and what would allow it', async () => {
    const { fake, watch, sinks, seen } = await start();
    fake.clusters.set('east', {
      objects: SHOP,
      fault: ({ pathname }) =>
        pathname.endsWith('/horizontalpodautoscalers')
          ? refused(403, 'status-403-hpa-restricted-sa.json')()
          : undefined,
    });
    await watch.round();
    expect(seen('east')).toEqual(SHOP_SEEN);
    expect(
      sinks.sightings.get('east')!.map(({ health }) => health?.notSeen),
    ).toEqual(new Array(3).fill(['horizontalpodautoscalers']));
    expect(await watch.statuses()).toMatchObject([
      {
        state: 'degraded',
        reason:
          'The login may not list horizontalpodautoscalers in namespace shop.',
        missing: 'list horizontalpodautoscalers in namespace shop',
        snippet:
          '- apiGroups: ["autoscaling"]\n  resources: ["horizontalpodautoscalers"]\n  verbs: ["list"]\n',
      },
    ]);
  });

  it('should say that it sees nothing where it may list nothing, and not that nothing runs', async () => {
    const { fake, watch, sinks } = await start();
    fake.clusters.set('east', {
      objects: SHOP,
      fault: ({ pathname }) => ({
        status: 403,
        body: {
          kind: 'Status',
          message: `${pathname} is forbidden: User "x" cannot list resource "${pathname
            .split('/')
            .pop()}" in API group "${
            pathname.startsWith('/apis/') ? pathname.split('/')[2] : ''
          }" at the cluster scope`,
        },
      }),
    });
    await watch.round();
    expect(sinks.sightings.has('east')).toBe(false);
    expect(sinks.unseen.get('east')).toEqual({
      state: 'not-allowed',
      reason:
        'The login may not list deployments, pods, replicasets, statefulsets, daemonsets, jobs, cronjobs, horizontalpodautoscalers in all namespaces.',
    });
    const [{ snippet }] = await watch.statuses();
    expect(snippet).toContain(
      '- apiGroups: ["batch"]\n  resources: ["jobs", "cronjobs"]\n  verbs: ["list"]\n',
    );
  });

  describe('where listing all namespaces at once is forbidden', () => {
    const clusterScope = ({ pathname }: URL) =>
      pathname.includes('/namespaces/')
        ? undefined
        : refused(403, 'status-403-cluster-scope-pods-restricted-sa.json')();

    it.each([
      ['those of the configuration', ['shop', 'checkout'], null],
      ['those of the components', [], 'shop'],
    ])('should ask %s', async (_, namespaces, annotated) => {
      const { fake, watch, seen } = await start({
        clusters: { east: { environment: 'prod', namespaces } },
        components: [
          ['catalog-service'],
          ['payment-service'],
          [
            'search-service',
            annotated ? { 'backstage.io/kubernetes-namespace': annotated } : {},
          ],
        ],
      });
      fake.clusters.set('east', { objects: SHOP, fault: clusterScope });
      await watch.round();
      expect(seen('east')).toEqual(SHOP_SEEN);
      // What was refused is not asked for in each round.
      fake.take('east');
      await watch.round();
      const asked = fake.take('east');
      expect(asked.filter(path => !path.includes('/namespaces/'))).toEqual([]);
      expect(asked.length).toBeLessThan(20);
    });

    it('should try again after a minute', async () => {
      const { fake, watch, time } = await start({
        clusters: { east: { environment: 'prod', namespaces: ['shop'] } },
      });
      fake.clusters.set('east', { objects: SHOP, fault: clusterScope });
      await watch.round();
      fake.clusters.get('east')!.fault = undefined;
      time.now = new Date(Date.parse(CAPTURED_AT) + 61_000);
      fake.take('east');
      await watch.round();
      expect(fake.take('east')).toContain(
        '/api/v1/pods?limit=500&labelSelector=backstage.io/kubernetes-id',
      );
    });
  });

  it('should take an API that a cluster does not have for one without objects', async () => {
    const { fake, watch, sinks } = await start();
    fake.clusters.set('east', {
      objects: SHOP,
      fault: ({ pathname }) =>
        pathname.startsWith('/apis/autoscaling')
          ? { status: 404, text: recorded('status-404-unknown-group.txt') }
          : undefined,
    });
    await watch.round();
    expect(sinks.sightings.get('east')![0].health?.notSeen).toEqual([]);
    expect(await watch.statuses()).toMatchObject([{ state: 'ok' }]);
  });

  it('should not take another server for an empty cluster', async () => {
    const { fake, watch, sinks, time } = await start();
    fake.clusters.set('east', {
      fault: () => ({ status: 404, text: '404 page not found\n' }),
    });
    await watch.round();
    expect(sinks.unseen.get('east')?.reason).toMatch(
      /not the API of a cluster/,
    );
    time.now = new Date(time.now.getTime() + 5_000);
    fake.clusters.set('east', {
      fault: () => ({ status: 200, text: '<html>Sign in</html>' }),
    });
    await watch.round();
    expect(sinks.unseen.get('east')?.reason).toMatch(/form that is not known/);
  });

  it('should give up on a list that is too large, and see the rest', async () => {
    const { fake, watch, sinks } = await start({ maxBytes: 200_000 });
    fake.clusters.set('east', {
      objects: SHOP,
      fault: ({ pathname }) =>
        pathname.endsWith('/pods')
          ? { status: 200, text: `{"items":[${'{},'.repeat(100_000)}{}]}` }
          : undefined,
    });
    await watch.round();
    const [catalog] = sinks.sightings.get('east')!;
    expect(catalog.health).toMatchObject({
      state: 'healthy',
      servingVersions: null,
      notSeen: ['pods'],
    });
    expect(await watch.statuses()).toMatchObject([
      { state: 'degraded', reason: 'The list /api/v1/pods is too large.' },
    ]);
  });

  it('should read all pages of a list, up to a bound', async () => {
    const [pod] = sample('healthy').pods;
    const pods = (count: number): FakeObject[] =>
      Array.from({ length: count }, (_, index) => ({
        ...pod,
        metadata: {
          ...pod.metadata,
          name: `catalog-service-${index}`,
          uid: `uid-${index}`,
        },
      }));
    const { fake, watch, sinks } = await start();
    fake.clusters.set('east', {
      objects: { ...sample('healthy'), pods: pods(1_200) },
    });
    await watch.round();
    expect(sinks.sightings.get('east')![0].health?.ready).toBe(1_200);
    expect(
      fake.take('east').filter(path => path.startsWith('/api/v1/pods')),
    ).toHaveLength(3);
    fake.clusters.set('east', {
      objects: { ...sample('healthy'), pods: pods(5_001) },
    });
    await watch.round();
    expect(sinks.sightings.get('east')![0].health?.notSeen).toEqual(['pods']);
    expect(await watch.statuses()).toMatchObject([
      {
        reason:
          'The list /api/v1/pods has more than the 5000 objects that are read.',
      },
    ]);
  });
});
