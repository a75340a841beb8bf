import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Log, Metrics } from '@portico/service-kit';
import type { Mailer } from './Mailer';
import type { Notification, NotificationStore } from './NotificationStore';

/** What the worker needs. */
export interface MailWorkerOptions {
  database: Database;
  store: NotificationStore;
  mailer: Mailer;
  log: Log;
  metrics: Metrics;
}

const POLL_MS = 500;
const MOST_ATTEMPTS = 8;
const FIRST_DELAY_SECONDS = 2;

/**
 * Sends what waits, one e-mail a transaction: at least once towards the mail
 * server, because no server can be asked whether it took one.
 */
export class MailWorker {
  readonly #options: MailWorkerOptions;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  private constructor(options: MailWorkerOptions) {
    this.#options = options;
  }

  static create(options: MailWorkerOptions): MailWorker {
    return new MailWorker(options);
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends after the e-mail under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    this.#options.mailer.close();
  }

  /** Sends the next e-mail; says whether there was one. */
  async sendNext(): Promise<boolean> {
    const { database, store, metrics } = this.#options;
    return database.transaction(async tx => {
      const [next] = await store.due(tx, 1);
      if (!next) return false;
      const outcome = await this.#deliver(next);
      if (outcome === 'later') {
        const delay = FIRST_DELAY_SECONDS * 2 ** next.attempts;
        await store.putOff(tx, next.id, delay);
      } else {
        await store.finish(tx, next.id, outcome);
      }
      metrics.countTransaction('email', outcome);
      return true;
    });
  }

  async #deliver(
    next: Notification,
  ): Promise<'sent' | 'kept' | 'failed' | 'later'> {
    const { database, store, mailer, log } = this.#options;
    const contact = await store.findContact(database, next.userId);
    if (!contact) return 'failed';
    try {
      return await mailer.send(next, contact);
    } catch (error) {
      const last = next.attempts + 1 >= MOST_ATTEMPTS;
      // The server's words may repeat the address: only its code is kept.
      const code = (error as { code?: unknown }).code;
      log.warn({ notificationId: next.id, code, last }, 'No e-mail was sent');
      return last ? 'failed' : 'later';
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      let more = false;
      try {
        more = await this.sendNext();
      } catch (error) {
        this.#options.log.warn({ err: error }, 'E-mails could not be sent');
      }
      if (!more) await sleep(POLL_MS, undefined, { signal }).catch(() => {});
    }
  }
}
