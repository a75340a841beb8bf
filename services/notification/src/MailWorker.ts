import {
  Rounds,
  type Database,
  type Log,
  type Metrics,
} from '@portico/service-kit';
import type { Mailer } from './Mailer';
import type { Notification, NotificationStore } from './NotificationStore';

/** What the worker needs. */
export interface MailWorkerOptions {
  database: Database;
  store: NotificationStore;
  mailer: Pick<Mailer, 'send' | 'close'>;
  log: Log;
  metrics: Metrics;
}

const POLL_MS = 500;
const MOST_ATTEMPTS = 8;
// More than the mail server gets for all of its steps; after it, an e-mail of a process that died is sent by another.
const LEASE_SECONDS = 300;
const FIRST_DELAY_SECONDS = 2;

/**
 * Sends what waits, one e-mail after the other: at least once towards the mail
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

  /** Sends the next e-mail, with no transaction open meanwhile; says whether there was one. */
  async sendNext(): Promise<boolean> {
    const { database, store, metrics } = this.#options;
    const next = await store.claim(database, LEASE_SECONDS);
    if (!next) return false;
    const outcome = await this.#deliver(next);
    if (outcome === 'later') {
      const delay = FIRST_DELAY_SECONDS * 2 ** (next.attempts - 1);
      await store.putOff(database, next.id, delay);
    } else {
      await store.finish(database, next.id, outcome);
    }
    metrics.countTransaction('email', outcome);
    return true;
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
      const last = next.attempts >= MOST_ATTEMPTS;
      // The server's words may repeat the address: only its code is kept.
      const code = (error as { code?: unknown }).code;
      log.warn({ notificationId: next.id, code, last }, 'No e-mail was sent');
      return last ? 'failed' : 'later';
    }
  }
}
