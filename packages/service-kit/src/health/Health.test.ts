import { aConfig, aService, stopServices } from '../__testUtils__/service';
import { Health } from './Health';

const SECRET = 'postgres://shop:canary@db.internal:5432';

async function readiness(url: string) {
  const answer = await fetch(`${url}/health/readiness`);
  return { status: answer.status, body: await answer.json() };
}

describe('Health', () => {
  afterEach(stopServices);

  it('should say which need fails, and nothing of why', async () => {
    let down = true;
    const { url } = await aService({
      checks: {
        cache: async () => {},
        database: async () => {
          if (down) throw new Error(SECRET);
        },
      },
    });
    expect(await readiness(url)).toEqual({
      status: 503,
      body: {
        status: 'not-ready',
        checks: { cache: 'ok', database: 'failing' },
      },
    });
    down = false;
    expect(await readiness(url)).toEqual({
      status: 200,
      body: { status: 'ready', checks: { cache: 'ok', database: 'ok' } },
    });
  });

  it('should wait no longer than the deadline, ask once at a time, and stay alive', async () => {
    let asked = 0;
    const { url } = await aService({
      checkDeadlineMs: 100,
      checks: {
        frozen: () => {
          asked += 1;
          return new Promise(() => {});
        },
        other: async () => {},
      },
    });
    const from = performance.now();
    const answers = await Promise.all([readiness(url), readiness(url)]);
    answers.push(await readiness(url));
    expect(performance.now() - from).toBeLessThan(1000);
    for (const answer of answers) {
      expect(answer).toEqual({
        status: 503,
        body: {
          status: 'not-ready',
          checks: { frozen: 'no-answer', other: 'ok' },
        },
      });
    }
    expect(asked).toBe(1);
    expect((await fetch(`${url}/health/liveness`)).status).toBe(200);
  });

  it('should ask again where a check never settled, and keep the new answer', async () => {
    let now = 0;
    const settle: Array<() => void> = [];
    const check = jest.fn(
      () => new Promise<void>(resolve => settle.push(resolve)),
    );
    const health = Health.create({
      checks: { database: check },
      deadlineMs: 100,
      now: () => now,
    });
    expect((await health.readiness()).checks.database).toBe('no-answer');
    now = 499;
    expect((await health.readiness()).checks.database).toBe('no-answer');
    expect(check).toHaveBeenCalledTimes(1);
    now = 500;
    const asked = health.readiness();
    expect(check).toHaveBeenCalledTimes(2);
    // The first check ends late and must not make the second forgotten.
    settle[0]();
    await new Promise(resolve => setImmediate(resolve));
    const same = health.readiness();
    expect(check).toHaveBeenCalledTimes(2);
    settle[1]();
    expect((await asked).status).toBe('ready');
    expect((await same).status).toBe('ready');
  });

  it('should start one timeout for each check, however many ask', async () => {
    const timeout = jest.spyOn(AbortSignal, 'timeout');
    const health = Health.create({ checks: { database: async () => {} } });
    await Promise.all(Array.from({ length: 5 }, () => health.readiness()));
    expect(timeout).toHaveBeenCalledTimes(1);
    timeout.mockRestore();
  });

  it('should ask nothing for liveness', async () => {
    const check = jest.fn(async () => {});
    const { url } = await aService({
      config: aConfig({ RATE_LIMIT: '1' }),
      checks: { check },
    });
    for (let asked = 0; asked < 3; asked++) {
      const answer = await fetch(`${url}/health/liveness`);
      expect(await answer.json()).toEqual({ status: 'alive' });
    }
    expect(check).not.toHaveBeenCalled();
  });
});
