import { aGithubDeployment, aStatus } from '../../__testUtils__/FakeGithub';
import {
  aGithubSource,
  inRepository,
  NOW,
  type TestGithub,
  theNames,
  TOKEN,
} from '../../__testUtils__/aGithubSource';

const LIST = 'acme/order /deployments?per_page=100&page=1';
const statusesOf = (id: number) =>
  `acme/order /deployments/${id}/statuses?per_page=100 200`;

describe('GithubSource', () => {
  let world: TestGithub;

  const start = async (options?: Parameters<typeof aGithubSource>[0]) => {
    world = await aGithubSource(options);
    return world;
  };

  afterEach(async () => {
    await world.fake.stop();
  });

  it('should read deployments with their statuses, by the credentials of the integration', async () => {
    const { fake, source, sinks, told } = await start();
    fake.repositories.set('acme/order', {
      deployments: [aGithubDeployment(2, 20), aGithubDeployment(1, 10)],
      statuses: {
        1: [aStatus('success', 12), aStatus('in_progress', 11)],
        2: [aStatus('failure', 22), aStatus('in_progress', 21)],
      },
    });
    await source.round();
    expect(told()).toEqual(['v1.1.0 prod succeeded', 'v1.2.0 prod failed']);
    expect(sinks.records[0]).toMatchObject({
      id: 'github:acme/order/deployments/1',
      entityRef: 'component:default/order-service',
      who: 'ada',
      startedAt: '2026-11-25T10:10:00.000Z',
      finishedAt: '2026-11-25T10:12:00.000Z',
      origin: 'live',
    });
    expect([...fake.tokens]).toEqual([`token ${TOKEN}`]);
    expect(await source.statuses()).toEqual([
      {
        id: `github:${fake.host}`,
        title: `Deployments on ${fake.host}`,
        state: 'ok',
        reason: null,
        since: NOW,
        missing: null,
        snippet: null,
        origin: 'live',
      },
    ]);
  });

  it('should pay nothing where nothing has changed, also after a restart', async () => {
    const { fake, source, sinks, make } = await start();
    fake.repositories.set('acme/order', {
      deployments: [aGithubDeployment(1, 10)],
      statuses: { 1: [aStatus('success', 12)] },
    });
    await source.round();
    expect(fake.take()).toEqual([`${LIST} 200`, statusesOf(1)]);
    const { recorded } = sinks;
    const mark = sinks.marks.get(`github/${fake.host}/acme/order`);
    await source.round();
    await make().round();
    expect(fake.take()).toEqual([`${LIST} 304`, `${LIST} 304`]);
    expect(sinks.recorded).toBe(recorded);
    expect(sinks.marks.get(`github/${fake.host}/acme/order`)).toBe(mark);
  });

  it('should read only what is new', async () => {
    const { fake, source, told } = await start();
    const repository = {
      deployments: [aGithubDeployment(1, 10)],
      statuses: { 1: [aStatus('success', 12)] } as Record<number, object[]>,
    };
    fake.repositories.set('acme/order', repository);
    await source.round();
    fake.take();
    repository.deployments = [
      aGithubDeployment(2, 30),
      ...repository.deployments,
    ];
    repository.statuses[2] = [aStatus('success', 31)];
    await source.round();
    expect(fake.take()).toEqual([`${LIST} 200`, statusesOf(2)]);
    expect(told()).toEqual(['v1.1.0 prod succeeded', 'v1.2.0 prod succeeded']);
  });

  it('should follow a deployment to its end, though its list does not change', async () => {
    const { fake, source, told, make } = await start();
    const repository = {
      deployments: [aGithubDeployment(1, 10)],
      statuses: { 1: [aStatus('in_progress', 11)] },
    };
    fake.repositories.set('acme/order', repository);
    await source.round();
    expect(told()).toEqual(['v1.1.0 prod running']);
    repository.statuses[1] = [
      aStatus('success', 14),
      aStatus('in_progress', 11),
    ];
    fake.take();
    // Another portal takes over, which has not seen it.
    await make().round();
    expect(fake.take()).toEqual([
      `${LIST} 304`,
      'acme/order /deployments/1 200',
      statusesOf(1),
    ]);
    expect(told()).toEqual(['v1.1.0 prod succeeded']);
    await source.round();
    expect(fake.take()).toEqual([`${LIST} 304`]);
  });

  it('should follow it also where its list changes, and the deployment itself does not', async () => {
    const { fake, source, told } = await start();
    const [first, second] = [
      aGithubDeployment(1, 10),
      aGithubDeployment(2, 30),
    ];
    const repository = {
      deployments: [first],
      statuses: {
        1: [aStatus('in_progress', 11)],
        2: [aStatus('success', 31)],
      },
    };
    fake.repositories.set('acme/order', repository);
    await source.round();
    repository.deployments = [second, first];
    await source.round();
    repository.deployments = [aGithubDeployment(3, 40), second, first];
    repository.statuses[1] = [aStatus('success', 45)];
    await source.round();
    expect(told()).toEqual([
      'v1.1.0 prod succeeded',
      'v1.2.0 prod succeeded',
      'v1.3.0 prod queued',
    ]);
  });

  it('should not follow for ever what never ends, or is gone', async () => {
    const { fake, source, later, sinks } = await start();
    const old = { created_at: '2026-11-20T10:00:00Z' };
    fake.repositories.set('acme/order', {
      deployments: [aGithubDeployment(2, 20), aGithubDeployment(1, 10, old)],
    });
    await source.round();
    fake.take();
    await source.round();
    expect(fake.take()).toEqual([
      `${LIST} 304`,
      'acme/order /deployments/2 200',
      statusesOf(2),
    ]);
    fake.repositories.set('acme/order', {
      deployments: [aGithubDeployment(1, 10, old)],
    });
    later(60);
    await source.round();
    await source.round();
    fake.take();
    await source.round();
    expect(fake.take()).toEqual([`${LIST} 304`]);
    expect(sinks.records).toHaveLength(2);
  });

  it('should hear of a failure after a success, when the deployment changes again', async () => {
    const { fake, source, told } = await start();
    const repository = {
      deployments: [aGithubDeployment(1, 10)],
      statuses: { 1: [aStatus('success', 12)] },
    };
    fake.repositories.set('acme/order', repository);
    await source.round();
    repository.deployments = [
      aGithubDeployment(1, 10, { updated_at: '2026-11-25T10:40:00Z' }),
    ];
    repository.statuses[1] = [aStatus('failure', 40), aStatus('success', 12)];
    await source.round();
    expect(told()).toEqual(['v1.1.0 prod failed']);
  });

  it('should tell the same in whatever order statuses come', async () => {
    const { fake, source, told } = await start();
    fake.repositories.set('acme/order', {
      deployments: [aGithubDeployment(1, 10)],
      statuses: {
        1: [
          aStatus('in_progress', 11),
          aStatus('success', 14),
          aStatus('queued', 10),
        ],
      },
    });
    await source.round();
    expect(told()).toEqual(['v1.1.0 prod succeeded']);
    // It has ended: nothing is asked of it again.
    fake.take();
    await source.round();
    expect(fake.take()).toEqual([`${LIST} 304`]);
  });

  it('should read many in several rounds, and miss none', async () => {
    const { fake, source, sinks, make } = await start();
    const deployments = Array.from({ length: 150 }, (_, index) =>
      aGithubDeployment(index + 1, 0, {
        // Many have changed at once.
        updated_at: index < 70 ? '2026-11-25T10:00:00Z' : undefined,
        created_at: new Date(Date.UTC(2026, 10, 25, 8, 0, index)).toISOString(),
      } as object),
    ).map(one => ({ ...one, updated_at: one.updated_at ?? one.created_at }));
    fake.repositories.set('acme/order', {
      deployments: [...deployments].reverse(),
      statuses: Object.fromEntries(
        deployments.map(({ id }) => [id, [aStatus('success', 30)]]),
      ),
    });
    await source.round();
    expect(sinks.records).toHaveLength(60);
    fake.take();
    await make().round();
    expect(fake.take().slice(0, 2)).toEqual([
      `${LIST} 200`,
      'acme/order /deployments?per_page=100&page=2 200',
    ]);
    expect(sinks.records).toHaveLength(120);
    await source.round();
    expect(sinks.records).toHaveLength(150);
    fake.take();
    await source.round();
    expect(fake.take()).toEqual([`${LIST} 304`]);
  });

  it('should keep what it was told before a failure, and read the rest the next time', async () => {
    const { fake, source, told } = await start();
    fake.repositories.set('acme/order', {
      deployments: [aGithubDeployment(2, 20), aGithubDeployment(1, 10)],
      statuses: { 1: [aStatus('success', 12)], 2: [aStatus('success', 22)] },
    });
    fake.fault = (_, path) =>
      path.includes('/2/') ? { status: 502, text: '<html>' } : undefined;
    await source.round();
    expect(told()).toEqual(['v1.1.0 prod succeeded']);
    fake.fault = null;
    fake.take();
    await source.round();
    expect(fake.take()).toEqual([`${LIST} 200`, statusesOf(2)]);
    expect(told()).toEqual(['v1.1.0 prod succeeded', 'v1.2.0 prod succeeded']);
  });

  it('should read again what could not be kept', async () => {
    const { fake, source, sinks, told } = await start();
    fake.repositories.set('acme/order', {
      deployments: [aGithubDeployment(1, 10)],
      statuses: { 1: [aStatus('success', 12)] },
    });
    sinks.failure = new Error('the database is gone');
    await expect(source.round()).rejects.toThrow('the database is gone');
    sinks.failure = null;
    await source.round();
    expect(told()).toEqual(['v1.1.0 prod succeeded']);
  });

  it('should read repositories of one host only on that host, and each once', async () => {
    const { fake, source } = await start({
      names: theNames([
        inRepository('order-service', 'acme/order'),
        inRepository('cart', 'Acme/Order'),
        inRepository('user-service', 'acme/user'),
        {
          ...inRepository('elsewhere', 'acme/elsewhere'),
          repository: { host: 'github.com', owner: 'acme', repo: 'elsewhere' },
        },
      ]),
    });
    await source.round();
    expect(
      fake
        .take()
        .map(path => path.split(' ')[0])
        .sort(),
    ).toEqual(['acme/order', 'acme/user']);
  });

  it('should say nothing of what it was kept from reading', async () => {
    const { source, fake } = await start();
    await source.round(AbortSignal.abort());
    expect(fake.take()).toEqual([]);
    expect(await source.statuses()).toMatchObject([
      { state: 'unknown', reason: 'It was not read yet.' },
    ]);
  });

  it('should wait for the catalog, and say so', async () => {
    const { fake, warn, sinks, make } = await start();
    const source = make();
    Object.defineProperty(world.known, 'names', {
      get: () => {
        throw new Error('The catalog could not be read: oh');
      },
    });
    await source.round();
    expect(fake.take()).toEqual([]);
    expect(sinks.marks.size).toBe(0);
    expect(warn).toHaveBeenCalledWith(
      'Deployments were not read: The catalog could not be read: oh',
    );
  });
});
