import { createClient } from 'redis';
import type { Log } from '../log/createLog';

const COMMAND_MS = 100;
const CONNECT_MS = 1_000;
const SILENT_MS = 5_000;
const MOST_WAIT_MS = 2_000;
const PAUSE_MS = 1_000;
// A connection whose other end is gone without a word is replaced after so many commands.
const MOST_LATE = 5;
const MOST_QUEUED = 1_000;

const LATE = Symbol('late');

type Client = ReturnType<typeof makeClient>;

/** A Redis that may be absent, slow or frozen at any moment: every command ends soon, and none waits for a connection. */
export class RedisLink {
  readonly #url: string;
  readonly #log: Log;
  #client: Client;
  #down = false;
  #late = 0;
  #nextLate = 0;
  #pausedUntil = 0;
  #closed = false;

  private constructor(url: string, log: Log) {
    this.#url = url;
    this.#log = log;
    this.#client = this.#connect();
  }

  static create(options: { url: string; log: Log }): RedisLink {
    return new RedisLink(options.url, options.log);
  }

  /** The text under a key, or null; throws where Redis does not answer in time. */
  async get(key: string): Promise<string | null> {
    return this.#ask(client => client.get(key));
  }

  /** Keeps a text for some time. */
  async set(key: string, text: string, ttlMs: number): Promise<void> {
    await this.#ask(client =>
      client.set(key, text, { expiration: { type: 'PX', value: ttlMs } }),
    );
  }

  /** Forgets keys, even where reads leave Redis alone for a while. */
  async drop(keys: readonly string[]): Promise<void> {
    await this.#ask(client => client.unlink([...keys]), true);
  }

  /** Gives the connection up; what comes after throws. */
  close(): void {
    this.#closed = true;
    discard(this.#client);
  }

  async #ask<T>(
    command: (client: Client) => Promise<T>,
    anyway = false,
  ): Promise<T> {
    const now = performance.now();
    const client = this.#client;
    if (this.#closed || !client.isReady) throw new Error('No Redis');
    if (now < this.#pausedUntil && !anyway) throw new Error('Redis is late');
    // One at a time finds out whether a Redis that was late answers again.
    if (this.#late > 0) this.#pausedUntil = now + PAUSE_MS;
    const answer = await inTime(command(client));
    if (answer === LATE) {
      this.#beLate(client);
      throw new Error('Redis is late');
    }
    this.#late = 0;
    this.#pausedUntil = 0;
    return answer;
  }

  #beLate(client: Client): void {
    // Commands that were late together count once.
    if (client !== this.#client || performance.now() < this.#nextLate) return;
    if (this.#late === 0) this.#log.warn('Redis does not answer in time');
    this.#late += 1;
    this.#nextLate = performance.now() + COMMAND_MS;
    this.#pausedUntil = performance.now() + PAUSE_MS;
    if (this.#late < MOST_LATE || this.#closed) return;
    this.#late = 0;
    discard(client);
    this.#client = this.#connect();
  }

  #connect(): Client {
    const client = makeClient(this.#url);
    client.on('error', (error: Error) => {
      if (!this.#down) this.#log.warn({ err: error }, 'Redis is not there');
      this.#down = true;
    });
    client.on('ready', () => {
      if (this.#down) this.#log.info('Redis is there again');
      this.#down = false;
    });
    // It tries on by itself, and rejects only where it is given up.
    client.connect().catch(() => {});
    return client;
  }
}

function makeClient(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: MOST_QUEUED,
    pingInterval: PAUSE_MS,
    socket: {
      connectTimeout: CONNECT_MS,
      socketTimeout: SILENT_MS,
      reconnectStrategy: retries =>
        Math.min(MOST_WAIT_MS, 50 * 2 ** Math.min(retries, 10)) *
        (0.5 + Math.random() / 2),
    },
  });
}

function discard(client: Client): void {
  if (client.isOpen) client.destroy();
}

async function inTime<T>(answer: Promise<T>): Promise<T | typeof LATE> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>(resolve => {
    timer = setTimeout(resolve, COMMAND_MS, LATE);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
