import { aWatch, type TestWatch } from '../../__testUtils__/aWatch';
import {
  type FakeObject,
  sample,
  together,
} from '../../__testUtils__/FakeKubernetes';

describe('ClusterWatch', () => {
  let world: TestWatch;

  const start = async (options?: Parameters<typeof aWatch>[0]) => {
    world = await aWatch(options);
    return world;
  };

  afterEach(async () => {
    await world.fake.stop();
  });

  it('should find the autoscaler of a component by what it scales', async () => {
    const objects = sample('hpa-scaled');
    const [scaler] = objects.horizontalpodautoscalers;
    delete scaler.metadata.labels;
    scaler.status.conditions = [
      { type: 'ScalingLimited', status: 'True', reason: 'TooManyReplicas' },
    ];
    const other = {
      ...scaler,
      metadata: { ...scaler.metadata, name: 'other', namespace: 'elsewhere' },
    };
    const { fake, watch, sinks } = await start();
    fake.clusters.set('east', {
      objects: {
        ...together(objects, sample('healthy')),
        horizontalpodautoscalers: [other, scaler],
      },
    });
    await watch.round();
    expect(
      sinks.sightings.get('east')!.map(({ health }) => health?.reason),
    ).toEqual([
      '6 of 6 ready on 1.4.2. Its autoscaler wants more than its maximum of 10.',
      '3 of 3 ready on 1.4.2.',
    ]);
  });

  it('should keep one object that can not be read from the other components', async () => {
    const objects = together(sample('healthy'), sample('hpa-scaled'));
    objects.deployments[0].spec.replicas = 'three';
    const { fake, watch, sinks, seen } = await start();
    fake.clusters.set('east', { objects });
    await watch.round();
    expect(seen('east')).toEqual([
      'catalog-service prod unknown',
      'search-service prod healthy',
    ]);
    expect(sinks.sightings.get('east')![0].health).toMatchObject({
      reason: expect.stringMatching(/form that is not known: deployments/),
      notSeen: ['deployments'],
    });
  });

  describe('environments', () => {
    const namespace = (environment: string): FakeObject => ({
      metadata: {
        name: 'shop',
        labels: { 'portico.dev/environment': environment },
      },
    });

    it('should believe the label of the namespace before the configuration', async () => {
      const { fake, watch, seen } = await start();
      fake.clusters.set('east', {
        objects: { ...sample('healthy'), namespaces: [namespace('staging')] },
      });
      await watch.round();
      expect(seen('east')).toEqual(['catalog-service staging healthy']);
    });

    it.each<[string, string | null, string | null]>([
      ['an unknown label', 'nowhere', 'prod'],
      ['no label and no configuration', null, null],
      ['an unknown configuration', null, 'nowhere'],
    ])('should show nothing and say so with %s', async (_, label, own) => {
      const { fake, watch, sinks } = await start({
        clusters: { east: { environment: own } },
      });
      fake.clusters.set('east', {
        objects: {
          ...sample('healthy'),
          namespaces: label ? [namespace(label)] : [],
        },
      });
      await watch.round();
      expect(sinks.sightings.get('east')).toEqual([]);
      expect(await watch.statuses()).toMatchObject([
        {
          state: 'degraded',
          reason:
            'Namespace shop has components and no environment that is known, so they are not shown.',
          missing: expect.stringContaining('portico.dev/environment'),
        },
      ]);
    });

    it('should flag what a cluster tells that is emulated', async () => {
      const { fake, watch, sinks } = await start({
        clusters: { local: { environment: 'prod', origin: 'emulated' } },
      });
      fake.clusters.set('local', { objects: sample('healthy') });
      await watch.round();
      expect(sinks.sightings.get('local')![0].origin).toBe('emulated');
      expect([...sinks.changes.values()].map(({ origin }) => origin)).toEqual([
        'emulated',
        'emulated',
      ]);
      expect(await watch.statuses()).toMatchObject([{ origin: 'emulated' }]);
    });
  });

  describe('the last lines of a pod', () => {
    const crashing = sample('crashloop-all');
    const [first, second] = crashing.pods.map(({ metadata }) => metadata.name);
    const log = `starting\n\u001b[31mcannot open postgres://shop:hunter22@db/x\u001b[0m\npassword=hunter22\n\n`;

    it('should be read where it fails, without secrets, and once a run', async () => {
      const { fake, watch, sinks } = await start();
      fake.clusters.set('east', {
        objects: together(crashing, sample('healthy')),
        logs: { [first]: log, [second]: log },
      });
      await watch.round();
      const payment = sinks.sightings
        .get('east')!
        .find(({ entityRef }) => entityRef.endsWith('payment-service'));
      expect(payment?.lastLog).toEqual({
        pod: expect.stringMatching(/^payment-service-/),
        lines: [
          'starting',
          'cannot open postgres://[redacted]@db/x',
          'password=[redacted]',
        ],
        at: '2026-11-25T10:41:54.000Z',
      });
      const isLog = (path: string) => path.includes('/log?');
      expect(fake.take('east').filter(isLog)).toEqual([
        expect.stringContaining(
          '/log?container=app&previous=true&tailLines=20&limitBytes=16384',
        ),
      ]);
      await watch.round();
      expect(fake.take('east').filter(isLog)).toEqual([]);
      expect(
        sinks.sightings.get('east')!.flatMap(({ lastLog }) => lastLog ?? []),
      ).toHaveLength(1);
    });

    it.each<[string, () => { status: number; text: string } | 'hang']>([
      ['is forbidden', () => ({ status: 403, text: 'no' })],
      ['hangs', () => 'hang'],
      ['is endless', () => ({ status: 200, text: 'x'.repeat(100_000) })],
      ['is empty', () => ({ status: 200, text: '\n\n' })],
    ])(
      'should be none, and hold nothing up, where it %s',
      async (_, answer) => {
        const { fake, watch, sinks, seen } = await start({ timeoutMs: 400 });
        fake.clusters.set('east', {
          objects: crashing,
          fault: ({ pathname }) =>
            pathname.endsWith('/log') ? answer() : undefined,
        });
        await watch.round();
        expect(seen('east')).toEqual(['payment-service prod failing']);
        expect(sinks.sightings.get('east')![0].lastLog).toBeNull();
      },
    );
  });

  it.each<[string, { status: number; text: string } | 'hang', string[]]>([
    ['are forbidden', { status: 403, text: 'no' }, ['events']],
    ['do not come', 'hang', ['events']],
  ])('should judge by the objects where warnings %s', async (_, fault, not) => {
    const { fake, watch, sinks, seen } = await start({ timeoutMs: 400 });
    fake.clusters.set('east', {
      objects: together(sample('crashloop-all'), sample('healthy')),
      fault: ({ pathname }) =>
        pathname.endsWith('/events') ? fault : undefined,
    });
    await watch.round();
    expect(seen('east')).toEqual([
      'catalog-service prod healthy',
      'payment-service prod failing',
    ]);
    // Who does well is not asked about, and misses nothing.
    expect(
      sinks.sightings.get('east')!.map(({ health }) => health?.notSeen),
    ).toEqual([not, []]);
    expect(await watch.statuses()).toMatchObject([{ state: 'degraded' }]);
  });
});
