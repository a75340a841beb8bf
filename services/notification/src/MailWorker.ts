import {
  Rounds,
  type Database,
  type Log,
  type Metrics,
  type Queryable,
} from '@portico/service-kit';
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
  readonly #rounds: Rounds;

  private constructor(options: MailWorkerOptions) {
    this.#options = options;
    this.#rounds = Rounds.create({
      work: () => this.sendNext(),
      everyMs: POLL_MS,
      log: options.log,
      failure: 'E-mails could not be sent',
    });
  }

  static create(options: MailWorkerOptions): MailWorker {
    return new MailWorker(options);
  }

  start(): void {
    this.#rounds.start();
  }

  /** Looks at once: something was written. */
  nudge(): void {
    this.#rounds.nudge();
  }

  /** Ends after the e-mail under way. */
  async stop(): Promise<void> {
    await this.#rounds.stop();
    this.#options.mailer.close();
  }

  /** Sends the next e-mail; says whether there was one. */
  async sendNext(): Promise<boolean> {
    const { database, store, metrics } = this.#options;
    return database.transaction(async tx => {
      const [next] = await store.due(tx, 1);
      if (!next) return false;
      const outcome = await this.#deliver(tx, next);
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
    tx: Queryable,
    next: Notification,
  ): Promise<'sent' | 'kept' | 'failed' | 'later'> {
    const { store, mailer, log } = this.#options;
    const contact = await store.findContact(tx, next.userId);
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
}
