import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../database/Database';
import type { Log } from '../log/createLog';
import type { ShopEvent } from './ShopEvent';

/** Where events are sent; answers with those that arrived. */
export interface Publisher {
  publish(events: readonly ShopEvent[]): Promise<ReadonlySet<string>>;
}

const BATCH = 100;
const POLL_MS = 500;
const LONGEST_WAIT_MS = 10_000;
const KEEP_SENT_DAYS = 7;
const CLEAN_EVERY_MS = 60_000;

/** Sends what services wrote into their outbox: at least once, and in the order in which it was written where nothing fails. */
export class OutboxRelay {
  readonly #options: { database: Database; publisher: Publisher; log: Log };
  readonly #stopping = new AbortController();
  #wake = new AbortController();
  #running: Promise<void> | undefined;

  private constructor(options: {
    database: Database;
    publisher: Publisher;
    log: Log;
  }) {
    this.#options = options;
  }

  static create(options: {
    database: Database;
    publisher: Publisher;
    log: Log;
  }): OutboxRelay {
    return new OutboxRelay(options);
  }

  /** Begins to send, until `stop`. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** Looks at once: something was written. */
  readonly nudge = (): void => {
    this.#wake.abort();
  };

  /** Ends after the batch under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.nudge();
    await this.#running;
  }

  async #run(): Promise<void> {
    let failures = 0;
    let cleanAt = performance.now() + CLEAN_EVERY_MS * Math.random();
    while (!this.#stopping.signal.aborted) {
      // Made before looking, so that what is written meanwhile is not missed.
      this.#wake = new AbortController();
      if (this.#stopping.signal.aborted) return;
      try {
        const sent = await this.sendBatch();
        failures = 0;
        if (sent === BATCH) continue;
        if (performance.now() > cleanAt) {
          cleanAt = performance.now() + CLEAN_EVERY_MS;
          await this.#clean();
        }
      } catch (error) {
        failures += 1;
        this.#options.log.warn({ err: error }, 'Events could not be sent');
      }
      await this.#pause(failures);
    }
  }

  /** Sends the oldest events that wait; says how many arrived. Two relays never hold the same ones. */
  async sendBatch(): Promise<number> {
    const { database, publisher } = this.#options;
    return database.transaction(async tx => {
      const rows = await tx.query<{ sequence: string; event: ShopEvent }>({
        name: 'outbox-next',
        text: `SELECT sequence, event FROM outbox WHERE sent_at IS NULL
               ORDER BY sequence LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
      });
      if (rows.length === 0) return 0;
      const arrived = await publisher.publish(rows.map(({ event }) => event));
      await tx.query({
        name: 'outbox-sent',
        text: 'UPDATE outbox SET sent_at = now() WHERE sequence = ANY($1::bigint[])',
        values: [
          rows
            .filter(({ event }) => arrived.has(event.id))
            .map(({ sequence }) => sequence),
        ],
      });
      if (arrived.size < rows.length) {
        this.#options.log.warn(
          { missing: rows.length - arrived.size },
          'Some events did not arrive; they are sent again',
        );
      }
      return arrived.size;
    });
  }

  async #pause(failures: number): Promise<void> {
    const wait =
      failures === 0
        ? POLL_MS
        : Math.min(LONGEST_WAIT_MS, POLL_MS * 2 ** failures) *
          (0.5 + Math.random());
    // After a failure a nudge would only knock at a closed door.
    const signal = failures === 0 ? this.#wake.signal : this.#stopping.signal;
    await sleep(wait, undefined, { signal }).catch(() => {});
  }

  async #clean(): Promise<void> {
    await this.#options.database.query({
      name: 'outbox-clean',
      text: `DELETE FROM outbox WHERE sequence IN (
               SELECT sequence FROM outbox
               WHERE sent_at < now() - interval '${KEEP_SENT_DAYS} days' LIMIT 1000)`,
    });
  }
}
