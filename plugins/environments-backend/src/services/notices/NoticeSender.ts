import { LoggerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { DueNotice, Notice, NoticeStore } from '../../database/NoticeStore';
import { within } from '../within';
import { NoticeRecipients } from './NoticeRecipients';

/** What the sender works with. */
export interface NoticeSenderOptions {
  notices: NoticeStore;
  notifications: NotificationService;
  recipients: NoticeRecipients;
  logger: LoggerService;
  /** How long one notice may take. */
  patienceMs?: number;
}

const BATCH = 50;
/** Longer than a notice may take, so that nobody else sends it meanwhile. */
const LEASE_MS = 60_000;
const PATIENCE_MS = 10_000;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 60 * 60 * 1000;
const TRIES = 12;

/** The pause after so many failures in a row. */
export function noticePauseMs(attempts: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** attempts, LONGEST_PAUSE_MS);
}

/**
 * Sends the notices that wait, each by one portal at a time. A portal that dies
 * between sending and noting it sends once more, and the scope lets the second
 * take the place of the first.
 */
export class NoticeSender {
  readonly #options: NoticeSenderOptions;
  #running: Promise<void> | undefined;
  #again = false;
  #failing = false;

  static create(options: NoticeSenderOptions): NoticeSender {
    return new NoticeSender(options);
  }

  private constructor(options: NoticeSenderOptions) {
    this.#options = options;
  }

  /** Starts to send, without waiting for it. */
  kick(): void {
    this.sendDue().catch(error =>
      this.#options.logger.error('Cannot send notices', error),
    );
  }

  /** Sends what waits; what comes meanwhile is sent too. */
  async sendDue(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#sendUntilDone().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #sendUntilDone(): Promise<void> {
    do {
      this.#again = false;
      await this.#sendBatch();
    } while (this.#again);
  }

  async #sendBatch(): Promise<void> {
    const { notices } = this.#options;
    for (let count = 0; count < BATCH; count += 1) {
      const due = await notices.claim(LEASE_MS);
      // What can't be sent for one reason can't be sent for the next either.
      if (!due || !(await this.#send(due))) return;
    }
    this.#again = true;
  }

  async #send({ id, notice, attempts }: DueNotice): Promise<boolean> {
    const { notices, recipients, logger } = this.#options;
    try {
      const people = await recipients.resolve(notice);
      if (people.length > 0) await this.#deliver(people, notice);
      await notices.finish(id, people.length > 0 ? 'sent' : 'nobody');
      this.#failing = false;
      return true;
    } catch (error) {
      const words = 'Notices cannot be sent now; they are kept for later';
      const meta = { cause: String(error) };
      if (this.#failing) logger.debug(words, meta);
      else logger.warn(words, meta);
      this.#failing = true;
      if (attempts + 1 >= TRIES) await notices.finish(id, 'given-up');
      else await notices.postpone(id, noticePauseMs(attempts));
      return false;
    }
  }

  async #deliver(people: string[], notice: Notice): Promise<void> {
    const { notifications, patienceMs = PATIENCE_MS } = this.#options;
    const { title, text, link, severity, topic, scope } = notice;
    const sent = notifications.send({
      recipients: { type: 'entity', entityRef: people },
      payload: { title, description: text, link, severity, topic, scope },
    });
    const inTime = await within(
      sent.then(() => true),
      patienceMs,
      false,
    );
    if (!inTime) throw new Error(`no answer within ${patienceMs / 1000} s`);
  }
}
