import { LRUCache } from 'lru-cache';
import type { Log } from '../log/createLog';
import type { Metrics } from '../metrics/Metrics';
import { RedisLink } from './RedisLink';
import type { RedisConfig } from './redisSettings';

const LOCAL_MS = 1_000;
const LOCAL_ENTRIES = 1_000;
const LOCAL_CHARACTERS = 16_000_000;
const JITTER = 0.1;

/** How long something may be kept. */
export interface CacheRules {
  ttlSeconds: number;
}

/** What makes a cache. */
export interface CacheOptions {
  config: RedisConfig;
  /** What the keys of this cache begin with; change it where the shape of the values changes. */
  namespace: string;
  log: Log;
  metrics: Pick<Metrics, 'countCache'>;
}

/** Keeps what is costly to load, in this process for a second and in Redis for longer; without Redis, in this process alone. */
export class Cache {
  readonly #namespace: string;
  readonly #metrics: CacheOptions['metrics'];
  readonly #redis: RedisLink | undefined;
  readonly #local = new LRUCache<string, string>({
    max: LOCAL_ENTRIES,
    maxSize: LOCAL_CHARACTERS,
    sizeCalculation: text => text.length + 1,
  });
  readonly #underWay = new Map<string, Promise<string>>();

  private constructor(options: CacheOptions) {
    const url = options.config.REDIS_URL;
    this.#namespace = options.namespace;
    this.#metrics = options.metrics;
    this.#redis = url ? RedisLink.create({ url, log: options.log }) : undefined;
  }

  static create(options: CacheOptions): Cache {
    return new Cache(options);
  }

  /** Gives what is kept under a key, or loads it; each caller gets a copy of its own. */
  async read<T>(
    key: string,
    rules: CacheRules,
    load: () => Promise<T>,
  ): Promise<T> {
    const text = await this.readText(key, rules, async () =>
      JSON.stringify(await load()),
    );
    return JSON.parse(text) as T;
  }

  /** Like `read`, of JSON text that nobody needs to parse, such as the body of an answer. */
  async readText(
    key: string,
    rules: CacheRules,
    load: () => Promise<string>,
  ): Promise<string> {
    const name = `${this.#namespace}:${key}`;
    const text = this.#local.get(name);
    if (text !== undefined) {
      this.#metrics.countCache('hit');
      return text;
    }
    const same = this.#underWay.get(name);
    if (same) return same;
    const flight: Promise<string> = this.#find(
      name,
      rules.ttlSeconds * 1000,
      load,
      () => this.#isCurrent(name, flight),
    ).finally(() => {
      if (this.#isCurrent(name, flight)) this.#underWay.delete(name);
    });
    this.#underWay.set(name, flight);
    return flight;
  }

  /** Forgets what has changed; other processes may tell the old for a second more, and all of them until it is too old where Redis is away. */
  async drop(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    const names = keys.map(key => `${this.#namespace}:${key}`);
    for (const name of names) {
      this.#local.delete(name);
      // Whoever reads from now on must not join a load that began before.
      this.#underWay.delete(name);
    }
    await this.#redis?.drop(names).catch(() => this.#countError());
  }

  /** Lets Redis go; reads go to their loads from then on. */
  close(): void {
    this.#redis?.close();
    this.#local.clear();
  }

  async #find(
    name: string,
    ttlMs: number,
    load: () => Promise<string>,
    isCurrent: () => boolean,
  ): Promise<string> {
    const kept = await this.#kept(name);
    this.#metrics.countCache(kept === undefined ? 'miss' : 'hit');
    const text = kept ?? (await load());
    if (!isCurrent()) return text;
    const jittered = Math.round(
      ttlMs * (1 - JITTER + 2 * JITTER * Math.random()),
    );
    const localMs = this.#redis ? Math.min(LOCAL_MS, jittered) : jittered;
    this.#local.set(name, text, { ttl: localMs });
    if (kept === undefined) {
      // Nobody waits until Redis has it.
      this.#redis?.set(name, text, jittered).catch(() => this.#countError());
    }
    return text;
  }

  async #kept(name: string): Promise<string | undefined> {
    if (!this.#redis) return undefined;
    try {
      const text = await this.#redis.get(name);
      return text !== null && isJson(text) ? text : undefined;
    } catch {
      this.#countError();
      return undefined;
    }
  }

  #isCurrent(name: string, flight: Promise<string>): boolean {
    return this.#underWay.get(name) === flight;
  }

  #countError(): void {
    this.#metrics.countCache('error');
  }
}

/** What another writer left under a key must not reach a caller. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
