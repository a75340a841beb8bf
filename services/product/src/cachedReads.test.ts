import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningService } from '@portico/service-kit';
import {
  ask,
  hasRedis,
  heapInUse,
  startTestCloud,
  startTestRedis,
  TEST_ENVIRONMENT,
  testDatabase,
  testTokens,
  untilTrue,
  type TestCloud,
  type TestRedis,
} from '@portico/service-kit/testUtils';
import { NAME, startProductService } from './app';
import { sampleProducts, seed } from './seed';

jest.setTimeout(90_000);

const PRODUCTS = 200;
const CROWD = 100;
const CONNECTIONS = 8;

describe('reads that are kept', () => {
  const place = testDatabase();
  const tokens = testTokens();
  const samples = sampleProducts(PRODUCTS);
  let cloud: TestCloud;
  let redis: TestRedis | undefined;
  let service: RunningService;

  beforeAll(async () => {
    cloud = await startTestCloud([NAME]);
    Object.assign(process.env, cloud.environment(NAME));
    redis = hasRedis ? await startTestRedis() : undefined;
    const env = {
      ...TEST_ENVIRONMENT,
      ...cloud.environment(NAME),
      ...tokens.environment,
      ...(redis && { REDIS_URL: redis.url }),
      DATABASE_URL: place.url(),
      DATABASE_CONNECTIONS: String(CONNECTIONS),
      RATE_LIMIT: '1000000',
      LOG_LEVEL: 'silent',
    };
    await seed(env, PRODUCTS);
    service = await startProductService(env, { handleSignals: false });
  });
  afterAll(async () => {
    await service?.stop();
    await redis?.stop();
    await cloud?.remove();
  });

  const get = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${service.port}${path}`);
    return { status: answer.status, body: await answer.json() };
  };
  /** How many statements wait for the table that a test has locked. */
  const waiting = async () => {
    const [{ count }] = await ask<{ count: number }>(
      place.url(),
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return count;
  };

  /** Asks while nobody can read products; says how many statements stood there at most. */
  async function crowdAt(paths: readonly string[]) {
    let isLocked = true;
    const lock = ask(
      place.url(),
      `DO $$ BEGIN LOCK TABLE products; PERFORM pg_sleep(2.5); END $$`,
    ).finally(() => {
      isLocked = false;
    });
    await untilTrue('locked', async () => {
      const [{ held }] = await ask<{ held: boolean }>(
        place.url(),
        `SELECT count(*) > 0 AS held FROM pg_locks
         WHERE relation = 'products'::regclass AND granted
           AND mode = 'AccessExclusiveLock'`,
      );
      return held;
    });
    const answers = Promise.all(paths.map(get));
    // When they come depends on how busy the machine is.
    let statements = 0;
    while (isLocked) {
      statements = Math.max(statements, await waiting());
      await sleep(50);
    }
    await lock;
    return { statements, answers: await answers };
  }

  it.each([
    `/v1/products/${samples[0].id}`,
    '/v1/products?q=lamp',
    '/v1/products?category=lighting&limit=50',
    '/v1/categories',
  ])('should be one statement for a hundred who ask for %s', async path => {
    const { statements, answers } = await crowdAt(Array(CROWD).fill(path));
    expect(statements).toBe(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([200]),
    );
    expect(answers.every(({ body }) => body !== undefined)).toBe(true);
  });

  it('should be as many statements as there are connections where each asks for another', async () => {
    const paths = samples
      .slice(1, 1 + CROWD)
      .map(({ id }) => `/v1/products/${id}`);
    const { statements, answers } = await crowdAt(paths);
    expect(statements).toBeGreaterThan(1);
    expect(statements).toBeLessThanOrEqual(CONNECTIONS);
    expect(answers.every(({ status }) => [200, 503].includes(status))).toBe(
      true,
    );
  });

  (hasRedis ? describe : describe.skip)('with Redis', () => {
    it('should come from the database while Redis is gone, and hold up nobody', async () => {
      const [, , , one] = samples;
      const path = `/v1/products/${one.id}`;
      const price = async () => (await get(path)).body.priceCents;
      let current = 0;
      /** Whether the price of before is told, when the process itself has kept it for too long. */
      const isKept = async () => {
        const before = await price();
        current = before + 1;
        await ask(
          place.url(),
          'UPDATE products SET price_cents = $1 WHERE id = $2',
          [current, one.id],
        );
        await sleep(1_200);
        return (await price()) === before;
      };
      await untilTrue('Redis keeps it', isKept, 40_000);
      await redis?.stop('SIGKILL');
      const heap = heapInUse();
      const { slowest, statuses, asked } = await readOn(4_000);
      expect(statuses).toEqual([200]);
      expect(asked).toBeGreaterThan(100);
      // Who waits for Redis waits for ever.
      expect(slowest).toBeLessThan(3_000);
      expect(heapInUse() - heap).toBeLessThan(60_000_000);
      expect(await price()).toBe(current);
      const [{ count }] = await ask<{ count: number }>(
        place.url(),
        `SELECT count(*)::int AS count FROM pg_stat_activity
         WHERE application_name = '${NAME}'`,
      );
      expect(count).toBeLessThanOrEqual(CONNECTIONS);
      expect(await waiting()).toBe(0);
      await redis?.start();
      await untilTrue('Redis keeps it again', isKept, 40_000);
    });
  });

  /** Reads every product again and again from 20 sides. */
  async function readOn(ms: number) {
    const until = performance.now() + ms;
    const statuses = new Set<number>();
    let [slowest, asked] = [0, 0];
    const reader = async (first: number) => {
      for (let i = first; performance.now() < until; i += 20) {
        const from = performance.now();
        const { status } = await get(
          `/v1/products/${samples[i % PRODUCTS].id}`,
        );
        slowest = Math.max(slowest, performance.now() - from);
        statuses.add(status);
        asked += 1;
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_none, i) => reader(i)));
    return { slowest, statuses: [...statuses], asked };
  }
});
