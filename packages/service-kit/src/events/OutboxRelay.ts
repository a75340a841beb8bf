import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../database/Database';
import { deleteOldest } from '../database/deleteOldest';
import type { Log } from '../log/createLog';
import { Rounds } from '../Rounds';
import type { ShopEvent } from './ShopEvent';

/** Where events are sent; answers with those that arrived. */
export interface Publisher {
  publish(events: readonly ShopEvent[]): Promise<ReadonlySet<string>>;
}

/** What makes a relay. */
export interface RelayOptions {
  database: Database;
  publisher: Publisher;
  log: Log;
}

const BATCH = 100;
const POLL_MS = 500;
// Many orders at once are a few batches, and not a batch for each of them.
const APART_MS = 50;
// A rush may not end: events are then sent twice a second.
const GIVE_WAY_MS = 500;
const LOOK_EVERY_MS = 10;
const KEEP_SENT_DAYS = 7;
// Longer than SQS keeps a message, which is 14 days at most.
const KEEP_TAKEN_DAYS = 30;
const CLEAN_EVERY_MS = 60_000;
const CLEAN_AT_ONCE = 1_000;

/** Sends what services wrote into their outbox: at least once, and in the order in which it was written where nothing fails. */
export class OutboxRelay {
  readonly #options: RelayOptions;
  readonly #rounds: Rounds;
  #isBusy = () => false;
  #cleanAt = performance.now() + CLEAN_EVERY_MS * Math.random();

  private constructor(options: RelayOptions) {
    this.#options = options;
    this.#rounds = Rounds.create({
      work: () => this.#round(),
      everyMs: POLL_MS,
      apartMs: APART_MS,
      log: options.log,
      failure: 'Events could not be sent',
    });
  }

  static create(options: RelayOptions): OutboxRelay {
    return new OutboxRelay(options);
  }

  /** Begins to send, until `stop`; a round waits while `isBusy`, and not for long. */
  start(isBusy: () => boolean = () => false): void {
    this.#isBusy = isBusy;
    this.#rounds.start();
  }

  /** Looks at once: something was written. */
  nudge(): void {
    this.#rounds.nudge();
  }

  /** Ends after the batch under way. */
  async stop(): Promise<void> {
    await this.#rounds.stop();
  }

  async #round(): Promise<boolean> {
    await this.#giveWay();
    if ((await this.sendBatch()) === BATCH) return true;
    if (performance.now() > this.#cleanAt) {
      this.#cleanAt = performance.now() + CLEAN_EVERY_MS;
      await this.clean();
    }
    return false;
  }

  /** What is sent makes work for every service; in a rush of requests it would make all of them wait. */
  async #giveWay(): Promise<void> {
    const until = performance.now() + GIVE_WAY_MS;
    while (this.#isBusy() && performance.now() < until) {
      await sleep(LOOK_EVERY_MS);
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
        // Nobody waits for the disk: what a server forgets that crashes is sent again.
        text: `UPDATE outbox SET sent_at = now()
               FROM set_config('synchronous_commit', 'off', true)
               WHERE sequence = ANY($1::bigint[])`,
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

  /** Forgets what was sent, or taken, long ago; a thousand of each at a time. */
  async clean(): Promise<void> {
    const { database } = this.#options;
    await database.query(
      deleteOldest({
        name: 'outbox-clean',
        table: 'outbox',
        time: 'sent_at',
        before: `now() - interval '${KEEP_SENT_DAYS} days'`,
        limit: CLEAN_AT_ONCE,
      }),
    );
    await database.query(
      deleteOldest({
        name: 'inbox-clean',
        table: 'inbox',
        time: 'taken_at',
        before: `now() - interval '${KEEP_TAKEN_DAYS} days'`,
        limit: CLEAN_AT_ONCE,
      }),
    );
  }
}
