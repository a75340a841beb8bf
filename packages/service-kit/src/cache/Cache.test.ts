import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'redis';
import { readConfig } from '../config/readConfig';
import { createLog } from '../log/createLog';
import { heapInUse } from '../testUtils/heapInUse';
import { hasRedis, startTestRedis, type TestRedis } from '../testUtils/redis';
import { untilTrue } from '../testUtils/untilTrue';
import { Cache } from './Cache';
import { redisSettings } from './redisSettings';

const log = createLog({ service: 'test', level: 'silent' });
const TTL = { ttlSeconds: 60 };
const caches: Cache[] = [];

function aCache(url?: string) {
  const counts = { hit: 0, miss: 0, error: 0 };
  const cache = Cache.create({
    config: readConfig(redisSettings, { REDIS_URL: url }),
    namespace: 'lamps:1',
    log,
    metrics: {
      countCache: result => {
        counts[result] += 1;
      },
    },
  });
  caches.push(cache);
  return { cache, counts };
}

afterEach(() => {
  for (const cache of caches.splice(0)) cache.close();
});

describe('redisSettings', () => {
  it.each(['localhost:6379', 'http://localhost', 'redis://'])(
    'should refuse %s',
    url => {
      expect(() => readConfig(redisSettings, { REDIS_URL: url })).toThrow(
        'REDIS_URL is not valid.',
      );
    },
  );
});

describe('Cache', () => {
  it('should load once for everybody who asks at the same time', async () => {
    const { cache, counts } = aCache();
    const load = jest.fn(async () => {
      await sleep(20);
      return { name: 'Lamp' };
    });
    const ask = () => cache.read('l-1', TTL, load);
    const all = await Promise.all(Array.from({ length: 50 }, ask));
    expect(all).toEqual(Array(50).fill({ name: 'Lamp' }));
    expect(await ask()).not.toBe(all[0]);
    expect(load).toHaveBeenCalledTimes(1);
    expect(counts).toEqual({ hit: 1, miss: 1, error: 0 });
  });

  it('should keep no failure', async () => {
    const { cache } = aCache();
    const fails = async () => {
      throw new Error('The database is away');
    };
    await expect(cache.read('l-1', TTL, fails)).rejects.toThrow('is away');
    expect(await cache.read('l-1', TTL, async () => 2)).toBe(2);
  });

  it('should forget what is dropped, even while it is loaded', async () => {
    const { cache } = aCache();
    let stock = 1;
    const load = async () => {
      const seen = stock;
      // The load that began before the change ends after the one that began later.
      await sleep(seen === 1 ? 80 : 10);
      return seen;
    };
    const before = cache.read('l-1', TTL, load);
    await sleep(5);
    stock = 2;
    await cache.drop(['l-1']);
    expect(await cache.read('l-1', TTL, load)).toBe(2);
    expect(await before).toBe(1);
    expect(await cache.read('l-1', TTL, load)).toBe(2);
    stock = 3;
    await cache.drop(['l-1']);
    expect(await cache.read('l-1', TTL, load)).toBe(3);
  });

  it('should load anew where the time is over, which differs by a tenth at most', async () => {
    const { cache } = aCache();
    const load = jest.fn(async () => 1);
    await cache.read('l-1', { ttlSeconds: 0.2 }, load);
    await sleep(150);
    await cache.read('l-1', { ttlSeconds: 0.2 }, load);
    expect(load).toHaveBeenCalledTimes(1);
    await sleep(100);
    await cache.read('l-1', { ttlSeconds: 0.2 }, load);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('should keep a bounded number', async () => {
    const { cache } = aCache();
    const load = jest.fn(async () => '1');
    for (let i = 0; i <= 1_000; i++) await cache.readText(`l-${i}`, TTL, load);
    await cache.readText('l-1000', TTL, load);
    expect(load).toHaveBeenCalledTimes(1_001);
    await cache.readText('l-0', TTL, load);
    expect(load).toHaveBeenCalledTimes(1_002);
  });
});

(hasRedis ? describe : describe.skip)('Cache with Redis', () => {
  let redis: TestRedis;
  const running: TestRedis[] = [];
  beforeEach(async () => {
    redis = await startTestRedis();
    running.push(redis);
  });
  afterEach(async () => {
    for (const one of running.splice(0)) await one.stop();
  });

  const connected = (cache: Cache, counts: { error: number }) =>
    untilTrue('a connection', async () => {
      const before = counts.error;
      await cache.drop(['nothing']);
      return counts.error === before;
    });

  const aClient = () => createClient({ url: redis.url });

  async function askRedis<T>(
    ask: (client: ReturnType<typeof aClient>) => Promise<T>,
  ): Promise<T> {
    const client = aClient();
    await client.connect();
    return ask(client).finally(() => client.destroy());
  }

  /** Reads for a while, each time something new; says how many there were, and how long the slowest took. */
  async function readOn(cache: Cache, ms: number, prefix: string) {
    const until = performance.now() + ms;
    let slowest = 0;
    let i = 0;
    for (; performance.now() < until; i++) {
      const from = performance.now();
      const value = i;
      const load = async () => value;
      expect(await cache.read(`${prefix}-${i}`, TTL, load)).toBe(value);
      slowest = Math.max(slowest, performance.now() - from);
      await sleep(1);
    }
    return { slowest, reads: i };
  }

  it('should share what one process loaded, for about its time', async () => {
    const [one, other] = [aCache(redis.url), aCache(redis.url)];
    await connected(one.cache, one.counts);
    await connected(other.cache, other.counts);
    await one.cache.read('l-1', TTL, async () => 'mine');
    const key = 'lamps:1:l-1';
    await untilTrue('the key', () => askRedis(async c => !!(await c.get(key))));
    const never = async () => 'never';
    expect(await other.cache.read('l-1', TTL, never)).toBe('mine');
    const ttl = await askRedis(client => client.pTTL(key));
    expect(ttl).toBeGreaterThan(53_000);
    expect(ttl).toBeLessThanOrEqual(66_000);
    await one.cache.drop(['l-1']);
    expect(await askRedis(client => client.get(key))).toBeNull();
    await sleep(1_050);
    expect(await other.cache.read('l-1', TTL, never)).toBe('never');
  });

  it('should load where Redis holds something that is no JSON', async () => {
    const { cache, counts } = aCache(redis.url);
    await connected(cache, counts);
    await askRedis(client => client.set('lamps:1:l-1', '{"name":'));
    expect(await cache.read('l-1', TTL, async () => 'new')).toBe('new');
    expect(counts).toMatchObject({ hit: 0, miss: 1 });
  });

  it('should read at once where Redis is not there yet, and use it when it comes', async () => {
    await redis.stop();
    const { cache, counts } = aCache(redis.url);
    expect((await readOn(cache, 300, 'early')).slowest).toBeLessThan(500);
    expect(counts.error).toBeGreaterThan(0);
    await redis.start();
    await connected(cache, counts);
    await cache.read('l-1', TTL, async () => 1);
    await untilTrue('the key', () =>
      askRedis(async client => !!(await client.get('lamps:1:l-1'))),
    );
  });

  it('should read on while Redis goes and comes ten times', async () => {
    const { cache, counts } = aCache(redis.url);
    await connected(cache, counts);
    for (let round = 0; round < 10; round++) {
      await redis.stop('SIGKILL');
      const reading = readOn(cache, 100, `round-${round}`);
      await redis.start();
      expect((await reading).slowest).toBeLessThan(500);
    }
    await connected(cache, counts);
  }, 60_000);

  it('should read on while Redis is frozen, and queue nothing', async () => {
    const { cache, counts } = aCache(redis.url);
    await connected(cache, counts);
    redis.freeze();
    const crowd = await Promise.all(
      Array.from({ length: 2_000 }, (_, i) =>
        cache.read(`crowd-${i}`, TTL, async () => i),
      ),
    );
    expect(crowd).toHaveLength(2_000);
    expect((await readOn(cache, 500, 'first')).slowest).toBeLessThan(500);
    const before = heapInUse();
    const frozen = await readOn(cache, 7_000, 'frozen');
    expect(frozen.slowest).toBeLessThan(500);
    // Most reads do not even try: each try costs a tenth of a second.
    expect(frozen.reads).toBeGreaterThan(500);
    expect(heapInUse() - before).toBeLessThan(30_000_000);
    redis.thaw();
    await connected(cache, counts);
  }, 60_000);
});
