import { sourcesResponseSchema } from '@portico/plugin-timeline-common';
import {
  aWatch,
  CAPTURED_AT,
  SHOP,
  SHOP_SEEN,
  type TestWatch,
} from '../../__testUtils__/aWatch';
import { refused, sample } from '../../__testUtils__/FakeKubernetes';

/** An answer of the plugin itself, and not of the cluster. */
const ofThePortal = (code: number, message: string) => () => ({
  status: code,
  body: { error: { name: 'Error', message } },
});

describe('KubernetesWatch', () => {
  let world: TestWatch;

  const start = async (options?: Parameters<typeof aWatch>[0]) => {
    world = await aWatch(options);
    return world;
  };

  afterEach(async () => {
    await world.fake.stop();
  });

  it('should see what runs, by some ten calls a cluster however many components there are', async () => {
    const { fake, watch, sinks, seen } = await start();
    fake.clusters.set('east', { objects: SHOP });
    await watch.round();
    expect(seen('east')).toEqual(SHOP_SEEN);
    const labelled = 'limit=500&labelSelector=backstage.io/kubernetes-id';
    expect(fake.take('east')).toEqual([
      `/api/v1/namespaces/shop/events?limit=500&fieldSelector=type=Warning`,
      expect.stringMatching(
        /^\/api\/v1\/namespaces\/shop\/pods\/payment-service-.*\/log\?/,
      ),
      '/api/v1/namespaces?limit=500&labelSelector=portico.dev/environment',
      `/api/v1/pods?${labelled}`,
      '/apis/apps/v1/daemonsets?'.concat(labelled),
      '/apis/apps/v1/deployments?'.concat(labelled),
      '/apis/apps/v1/replicasets?'.concat(labelled),
      '/apis/apps/v1/statefulsets?'.concat(labelled),
      '/apis/autoscaling/v2/horizontalpodautoscalers?limit=500',
      '/apis/batch/v1/cronjobs?'.concat(labelled),
      '/apis/batch/v1/jobs?'.concat(labelled),
    ]);
    expect(sinks.sightings.get('east')![0]).toMatchObject({
      entityRef: 'component:default/catalog-service',
      environment: 'prod',
      cluster: 'east',
      namespace: 'shop',
      source: { state: 'ok', reason: null },
      seenAt: CAPTURED_AT,
      lastLog: null,
      origin: 'live',
      health: { ready: 3, desired: 3, notSeen: [] },
    });
    expect([...fake.tokens]).toEqual([
      expect.stringMatching(/^Bearer mock-service-token:.*kubernetes/),
    ]);
  });

  it('should ask for namespaces once a minute', async () => {
    const { fake, watch, time } = await start();
    fake.clusters.set('east', { objects: sample('healthy') });
    await watch.round();
    fake.take('east');
    time.now = new Date(Date.parse(CAPTURED_AT) + 59_000);
    await watch.round();
    expect(fake.take('east')).toHaveLength(8);
    time.now = new Date(Date.parse(CAPTURED_AT) + 60_000);
    await watch.round();
    expect(fake.take('east')).toHaveLength(9);
  });

  it('should leave all clusters but those that fail as they are', async () => {
    const clusters = Object.fromEntries(
      ['east', 'refused', 'silent', 'nameless', 'gone'].map(name => [
        name,
        { environment: 'prod' },
      ]),
    );
    const { fake, watch, sinks, seen } = await start({
      clusters,
      timeoutMs: 400,
    });
    for (const name of Object.keys(clusters)) {
      fake.clusters.set(name, { objects: SHOP });
    }
    await watch.round();
    const before = sinks.sightings.get('silent');
    fake.clusters.get('refused')!.fault = refused(
      401,
      'status-401-invalid-token.json',
    );
    fake.clusters.get('silent')!.fault = () => 'hang';
    fake.clusters.get('nameless')!.fault = ofThePortal(
      500,
      "Cluster 'nameless' request error; caused by Error: getaddrinfo ENOTFOUND no.example",
    );
    fake.clusters.get('gone')!.fault = ofThePortal(
      500,
      "Cluster 'gone' request error; caused by Error: connect ECONNREFUSED 127.0.0.1:1",
    );
    sinks.sightings.delete('east');
    const from = performance.now();
    await watch.round();
    // One after the other it would be a timeout for each of the calls to the silent one.
    expect(performance.now() - from).toBeLessThan(1_200);
    expect(seen('east')).toEqual(SHOP_SEEN);
    expect(sinks.sightings.get('silent')).toBe(before);
    expect(Object.fromEntries(sinks.unseen)).toEqual({
      refused: {
        state: 'not-allowed',
        reason: expect.stringMatching(/does not take the login/),
      },
      silent: { state: 'down', reason: 'It did not answer within 0.4 s.' },
      nameless: { state: 'down', reason: expect.stringMatching(/no server/) },
      gone: { state: 'down', reason: expect.stringMatching(/refuses/) },
    });
    const statuses = await watch.statuses();
    sourcesResponseSchema.parse({ items: statuses });
    expect(statuses.map(({ id, title, state }) => [id, title, state])).toEqual([
      ['kubernetes:east', 'Cluster east', 'ok'],
      ['kubernetes:refused', 'Cluster refused', 'not-allowed'],
      ['kubernetes:silent', 'Cluster silent', 'down'],
      ['kubernetes:nameless', 'Cluster nameless', 'down'],
      ['kubernetes:gone', 'Cluster gone', 'down'],
    ]);
  });

  it('should end the round of a cluster that takes too long over all', async () => {
    const { fake, watch, sinks } = await start({ patienceMs: 300 });
    fake.clusters.set('east', { fault: () => 'hang' });
    await watch.round();
    expect(sinks.unseen.get('east')).toEqual({
      state: 'down',
      reason: 'It did not tell everything within 0.3 s.',
    });
  });

  it('should ask one that fails by a single call, and less and less often', async () => {
    const { fake, watch, sinks, seen, time } = await start();
    fake.clusters.set('east', {
      objects: SHOP,
      fault: () => ({ status: 503, text: 'no' }),
    });
    await watch.round();
    // What was asked at the same time as the first that failed is still on its way.
    await new Promise(resolve => setTimeout(resolve, 100));
    fake.take('east');
    const calls: number[] = [];
    for (let round = 0; round < 15; round += 1) {
      time.now = new Date(time.now.getTime() + 5_000);
      await watch.round();
      calls.push(fake.take('east').length);
    }
    expect(calls).toEqual([1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0]);
    expect(sinks.unseen.get('east')).toEqual({
      state: 'down',
      reason: 'The cluster answers with status 503.',
    });
    expect(await watch.statuses()).toMatchObject([{ state: 'down' }]);
    // It is back: seen in full at once, and then asked as any other one.
    fake.clusters.get('east')!.fault = undefined;
    time.now = new Date(time.now.getTime() + 30_000);
    await watch.round();
    expect(seen('east')).toEqual(SHOP_SEEN);
    fake.take('east');
    await watch.round();
    expect(fake.take('east')).toHaveLength(9);
    // What was is forgiven: when it fails once more it is asked in the next round.
    fake.clusters.get('east')!.fault = () => ({ status: 503, text: 'no' });
    await watch.round();
    await new Promise(resolve => setTimeout(resolve, 100));
    fake.take('east');
    time.now = new Date(time.now.getTime() + 5_000);
    await watch.round();
    expect(fake.take('east')).toHaveLength(1);
  });

  it('should wait for nothing more of a cluster that refuses', async () => {
    const { fake, watch, sinks } = await start();
    fake.clusters.set('east', {
      fault: ({ pathname }) =>
        pathname.endsWith('/deployments')
          ? refused(401, 'status-401-invalid-token.json')()
          : 'hang',
    });
    const from = performance.now();
    await watch.round();
    expect(performance.now() - from).toBeLessThan(1_000);
    expect(sinks.unseen.get('east')?.state).toBe('not-allowed');
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(fake.hanging).toBe(0);
  });

  it.each(['google', 'oidc', 'aks', 'microsoft'])(
    'should not ask a cluster with the login of whoever looks (%s), and say so',
    async authProvider => {
      const { fake, watch, sinks } = await start();
      fake.clusters.set('east', { objects: SHOP, authProvider });
      await watch.round();
      expect(fake.take('east')).toEqual([]);
      expect(sinks.unseen.get('east')).toEqual({
        state: 'not-allowed',
        reason: expect.stringContaining(`(${authProvider})`),
      });
      expect(await watch.statuses()).toMatchObject([
        { state: 'not-allowed', missing: expect.stringMatching(/^A login/) },
      ]);
    },
  );

  describe('where it is not known which clusters there are', () => {
    it.each<
      [string, { status: number; text: string } | 'hang', string, RegExp]
    >([
      [
        'the plugin is not there',
        { status: 404, text: '{}' },
        'not-set-up',
        /no plugin kubernetes/,
      ],
      [
        'the plugin fails',
        { status: 500, text: '{"error":{"message":"oh"}}' },
        'down',
        /could not ask it: oh/,
      ],
      ['the plugin hangs', 'hang', 'down', /did not answer within/],
      [
        'the plugin speaks otherwise',
        { status: 200, text: '[]' },
        'degraded',
        /form that is not known/,
      ],
    ])(
      'should keep what was told before, when %s',
      async (_, fault, state, reason) => {
        const { fake, watch, sinks, seen, warn } = await start({
          timeoutMs: 400,
        });
        fake.clusters.set('east', { objects: SHOP });
        await watch.round();
        fake.clustersFault = fault;
        await watch.round();
        await watch.round();
        expect(warn).toHaveBeenCalledTimes(1);
        expect(seen('east')).toEqual(SHOP_SEEN);
        expect(sinks.known).toEqual(['east']);
        expect(sinks.unseen.get('east')).toEqual({
          state,
          reason: expect.stringMatching(reason),
        });
        expect(await watch.statuses()).toMatchObject([
          {
            id: 'kubernetes:east',
            state,
            reason: expect.stringMatching(reason),
          },
        ]);
      },
    );

    it('should do likewise without the names of the catalog', async () => {
      const { fake, watch, sinks, known } = await start();
      fake.clusters.set('east', { objects: SHOP });
      await watch.round();
      known.current = async () => {
        throw new Error('The catalog could not be read: oh');
      };
      await watch.round();
      expect(sinks.unseen.get('east')).toEqual({
        state: 'unknown',
        reason: 'The catalog could not be read: oh.',
      });
    });
  });

  it('should forget clusters that are no longer set up', async () => {
    const { fake, watch, sinks } = await start();
    fake.clusters.set('east', { objects: SHOP });
    fake.clusters.set('west', { objects: SHOP });
    await watch.round();
    fake.clusters.delete('west');
    await watch.round();
    expect([...sinks.sightings.keys()]).toEqual(['east']);
    expect(await watch.statuses()).toHaveLength(1);
  });

  it('should tell the failure of its own stores, and see the other clusters', async () => {
    const { fake, watch, sinks, seen } = await start();
    fake.clusters.set('east', { objects: SHOP });
    fake.clusters.set('west', { objects: {} });
    sinks.failure = new Error('the database is gone');
    await expect(watch.round()).rejects.toThrow('the database is gone');
    expect(seen('west')).toEqual([]);
    expect(await watch.statuses()).toMatchObject([
      { state: 'unknown', reason: 'the database is gone.' },
      { state: 'ok' },
    ]);
  });
});
