import { Knex } from 'knex';
import { ChangeHappening } from '../../database/ChangeObserver';
import { NoticeStore } from '../../database/NoticeStore';
import { Foundations } from '../Foundations';
import { changeNotices } from './changeNotices';
import { NoticeRecipients } from './NoticeRecipients';
import { NoticeReminder, NoticeReminderOptions } from './NoticeReminder';
import { NoticeSender } from './NoticeSender';

/** Tells people what happened to what concerns them. */
export class NoticeService {
  readonly #foundations: Foundations;
  readonly #notices: NoticeStore;
  readonly #sender: NoticeSender;

  static create(foundations: Foundations): NoticeService {
    return new NoticeService(foundations);
  }

  private constructor(foundations: Foundations) {
    this.#foundations = foundations;
    this.#notices = NoticeStore.create(foundations.knex);
    this.#sender = NoticeSender.create({
      ...foundations,
      notices: this.#notices,
      recipients: NoticeRecipients.create(foundations),
    });
  }

  /** Writes what people are to be told, together with what happened. */
  async record(tx: Knex, happening: ChangeHappening): Promise<void> {
    await this.#notices.add(changeNotices(happening), tx);
  }

  /** Starts to send what waits, without waiting for it. */
  kick(): void {
    this.#sender.kick();
  }

  /** Sends what waits. */
  async sendDue(): Promise<void> {
    await this.#sender.sendDue();
  }

  /** What reminds people of what time alone brings about. */
  reminder(
    stores: Pick<NoticeReminderOptions, 'changes' | 'environments'>,
  ): NoticeReminder {
    const { samples } = this.#foundations.config;
    return NoticeReminder.create({
      ...stores,
      notices: this.#notices,
      samples,
    });
  }
}
