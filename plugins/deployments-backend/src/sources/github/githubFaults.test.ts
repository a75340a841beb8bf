import { sourcesResponseSchema } from '@portico/plugin-timeline-common';
import {
  aGithubDeployment,
  aStatus,
  type FakeFault,
} from '../../__testUtils__/FakeGithub';
import {
  aGithubSource,
  inRepository,
  type TestGithub,
  theNames,
} from '../../__testUtils__/aGithubSource';

const RESET = Date.parse('2026-11-25T11:07:00Z') / 1_000;

describe('GithubSource, where a host does not answer as it should', () => {
  let world: TestGithub;

  const start = async (options?: Parameters<typeof aGithubSource>[0]) => {
    world = await aGithubSource({ timeoutMs: 400, ...options });
    world.fake.repositories.set('acme/order', {
      deployments: [aGithubDeployment(1, 10)],
      statuses: { 1: [aStatus('success', 12)] },
    });
    return world;
  };

  const statusWith = async (fault: FakeFault) => {
    world.fake.fault = () => fault;
    await world.source.round();
    const items = await world.source.statuses();
    sourcesResponseSchema.parse({ items });
    return items[0];
  };

  afterEach(async () => {
    await world.fake.stop();
  });

  it('should have another text for each of six reasons', async () => {
    const { fake, source } = await start();
    const { host } = fake;
    fake.repositories.set('acme/order', {});
    await source.round();
    const [empty] = await source.statuses();
    const told = [
      empty,
      await statusWith({ status: 401, body: { message: 'Bad credentials' } }),
      await statusWith({ status: 403, body: { message: 'Not accessible' } }),
      await statusWith({ status: 404, body: { message: 'Not Found' } }),
      await statusWith('hang'),
      await statusWith({ status: 429, headers: { 'retry-after': '90' } }),
    ];
    expect(told.map(({ state, reason }) => [state, reason])).toEqual([
      ['ok', 'There are no deployments yet in acme/order.'],
      [
        'not-allowed',
        `${host} does not take the portal's login; renew the token or the app in integrations.github.`,
      ],
      [
        'not-allowed',
        "The portal's login may not read the deployments of acme/order.",
      ],
      [
        'degraded',
        "acme/order is not there, or has moved, or the portal's login may not see it.",
      ],
      ['down', `${host} did not answer within 0.4 s.`],
      [
        'degraded',
        `${host} asks to wait until 2026-11-25T11:01:30Z. What it told before stays.`,
      ],
    ]);
    expect(told[2]).toMatchObject({
      missing: 'To read deployments and actions of acme/order',
      snippet: expect.stringContaining('Deployments: Read-only'),
    });
  });

  it.each<[string, FakeFault, string]>([
    [
      'the end of a quota',
      {
        status: 403,
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': `${RESET}`,
        },
      },
      '2026-11-25T11:07:00Z',
    ],
    [
      'a secondary limit',
      { status: 403, headers: { 'retry-after': '60' } },
      '2026-11-25T11:01:00Z',
    ],
    [
      'a secondary limit that names no time',
      {
        status: 403,
        body: { message: 'You have exceeded a secondary rate limit.' },
      },
      '2026-11-25T11:01:00Z',
    ],
    [
      'a time as a date',
      {
        status: 429,
        headers: { 'retry-after': 'Wed, 25 Nov 2026 11:02:00 GMT' },
      },
      '2026-11-25T11:02:00Z',
    ],
    [
      'a time that is too long to be believed',
      { status: 429, headers: { 'retry-after': '9999999' } },
      '2026-11-25T12:00:00Z',
    ],
  ])('should wait as %s asks', async (_, fault, until) => {
    const { fake, source, make, time, told } = await start();
    expect(await statusWith(fault)).toMatchObject({
      state: 'degraded',
      reason: expect.stringContaining(`until ${until}`),
    });
    fake.fault = null;
    fake.take();
    // Neither this portal nor another one asks before.
    time.now = new Date(Date.parse(until) - 1_000);
    await source.round();
    await make().round();
    expect(fake.take()).toEqual([]);
    expect(await source.statuses()).toMatchObject([
      { state: 'degraded', reason: expect.stringContaining(until) },
    ]);
    time.now = new Date(Date.parse(until));
    await source.round();
    expect(told()).toEqual(['v1.1.0 prod succeeded']);
    expect(await source.statuses()).toMatchObject([{ state: 'ok' }]);
  });

  it('should ask no other repository of a host that refuses or hangs', async () => {
    const names = theNames(
      ['a', 'b', 'c', 'd', 'e'].map(name => inRepository(name, `acme/${name}`)),
    );
    const { fake } = await start({ names });
    const { host } = fake;
    expect(await statusWith('hang')).toMatchObject({
      state: 'down',
      reason: `${host} did not answer within 0.4 s.`,
    });
    expect(fake.take()).toHaveLength(2);
    await statusWith({ status: 401 });
    expect(fake.take().length).toBeLessThan(3);
  });

  it('should read the other repositories beside one that is not there', async () => {
    const { fake, source, told } = await start({
      names: theNames([
        inRepository('order-service', 'acme/order'),
        inRepository('gone', 'acme/gone'),
        inRepository('secret', 'acme/secret'),
      ]),
    });
    fake.fault = repository =>
      repository === 'acme/secret' ? { status: 403 } : undefined;
    await source.round();
    expect(told()).toEqual(['v1.1.0 prod succeeded']);
    expect(await source.statuses()).toMatchObject([
      {
        state: 'degraded',
        reason:
          "acme/gone is not there, or has moved, or the portal's login may not see it. The portal's login may not read the deployments of acme/secret.",
      },
    ]);
  });

  it('should wipe nothing by an answer that fails, and say since when', async () => {
    const { source, told, later, fake } = await start();
    await source.round();
    later(60);
    expect(await statusWith({ status: 500 })).toMatchObject({
      state: 'down',
      reason: expect.stringMatching(/answers with status 500/),
      since: '2026-11-25T11:01:00.000Z',
    });
    later(60);
    expect(await statusWith({ status: 200, body: [] })).toMatchObject({
      state: 'ok',
      since: '2026-11-25T11:02:00.000Z',
      // It had some: an empty list now is not one of a repository without any.
      reason: null,
    });
    expect(told()).toEqual(['v1.1.0 prod succeeded']);
    expect(fake.take()).toHaveLength(4);
  });

  it.each<[string, FakeFault, RegExp]>([
    [
      'is larger than what is read',
      { status: 200, text: `[${'1,'.repeat(50_000)}1]` },
      /^An answer of .* is larger/,
    ],
    [
      'is no JSON',
      { status: 200, text: '<html>Sign in</html>' },
      /form that is not known/,
    ],
    [
      'is no list',
      { status: 200, body: { items: [] } },
      /form that is not known/,
    ],
    [
      'has items that are none',
      { status: 200, body: [{ id: 'x' }] },
      /form that is not known/,
    ],
    [
      'leads elsewhere',
      { status: 301, headers: { location: 'http://127.0.0.1:1/' } },
      /has moved/,
    ],
    ['is not served there', { status: 501 }, /keeps no deployments/],
  ])(
    'should not take an answer that %s for an empty one',
    async (_, fault, reason) => {
      const { fake, source } = await start({ maxBytes: 20_000 });
      fake.fault = () => fault;
      await source.round();
      const [status] = await source.statuses();
      expect(status.reason).toMatch(reason);
      expect(status.state).not.toBe('ok');
    },
  );

  it('should say where nobody listens', async () => {
    const { fake, source } = await start();
    await fake.stop();
    await source.round();
    expect(await source.statuses()).toMatchObject([
      {
        state: 'down',
        reason: expect.stringMatching(/ECONNREFUSED/),
      },
    ]);
    await world.fake.stop().catch(() => {});
  });

  it('should not repeat its own token, of which a request may complain', async () => {
    const { make, sinks, fake } = await start();
    const token = ['hunter22', 'hunter23'].join('\n');
    const source = make([fake.host], token);
    await source.round();
    expect(await source.statuses()).toMatchObject([{ state: 'down' }]);
    expect(JSON.stringify(await source.statuses())).not.toMatch(/hunter2/);
    expect(JSON.stringify([...sinks.marks])).not.toMatch(/hunter2/);
  });

  it('should not repeat a password in the address that it is set up with', async () => {
    const { make, fake } = await start();
    const source = make([fake.host], undefined, 'ada:hunter22@');
    await source.round();
    const [{ state, reason }] = await source.statuses();
    expect(state).toBe('down');
    expect(reason).toMatch(/credentials/);
    expect(reason).not.toMatch(/hunter22/);
  });

  it('should tell deployments that belong nowhere from none', async () => {
    const { source, fake } = await start({
      names: theNames(undefined, [], []),
    });
    await source.round();
    expect(await source.statuses()).toMatchObject([
      {
        state: 'degraded',
        reason:
          'acme/order has deployments, and none to an environment that is known: production.',
        snippet: 'deployments:\n  aliases:\n    "production": prod\n',
      },
    ]);
    // Nobody needs the statuses of such a deployment.
    expect(fake.take()).toHaveLength(1);
  });

  it('should say what to set up', async () => {
    const { make } = await start({ names: theNames([]) });
    const source = make();
    expect(await source.statuses()).toMatchObject([
      { state: 'unknown', reason: 'It was not read yet.' },
    ]);
    await source.round();
    expect(await source.statuses()).toMatchObject([
      {
        state: 'not-set-up',
        missing: 'The annotation github.com/project-slug',
      },
    ]);
    expect(await make([]).statuses()).toMatchObject([
      { id: 'github', state: 'not-set-up', missing: 'integrations.github' },
    ]);
  });

  it('should not pass for known what nobody reads any more', async () => {
    const { source, later } = await start();
    await source.round();
    later(601);
    expect(await source.statuses()).toMatchObject([
      {
        state: 'unknown',
        reason: 'Nobody has read it since 2026-11-25T11:00:00.000Z.',
      },
    ]);
  });
});
