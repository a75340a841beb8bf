import { ChangeStore } from '../../database/ChangeStore';
import { EnvironmentStore } from '../../database/EnvironmentStore';
import { KeyedNotice, NoticeStore } from '../../database/NoticeStore';
import { waitingNotices } from './changeNotices';
import { expiryNotice } from './expiryNotice';

/** What the reminder works with. */
export interface NoticeReminderOptions {
  notices: NoticeStore;
  changes: ChangeStore;
  environments: EnvironmentStore;
  /** Names of environments whose life is sample data: nobody has to care. */
  samples: readonly string[];
  now?: () => Date;
}

const WAITS_LONG_MS = 24 * 60 * 60 * 1000;
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const BATCH = 100;

/** Finds what time alone brings about: an end that comes near, a request that waits. */
export class NoticeReminder {
  readonly #options: NoticeReminderOptions;
  readonly #now: () => Date;

  static create(options: NoticeReminderOptions): NoticeReminder {
    return new NoticeReminder(options);
  }

  private constructor(options: NoticeReminderOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** Adds the notices that are due; those that were added before are not added again. */
  async runDue(): Promise<void> {
    const { notices } = this.#options;
    await notices.add([
      ...(await this.#ofEnds()),
      ...(await this.#ofRequests()),
    ]);
    await notices.sweep(this.#before(KEPT_MS));
  }

  async #ofEnds(): Promise<KeyedNotice[]> {
    const { environments, samples, notices } = this.#options;
    const due = (await environments.list())
      .filter(({ name }) => !samples.includes(name))
      .flatMap(environment => expiryNotice(environment, this.#now()) ?? []);
    const known = await notices.known(due.map(({ key }) => key));
    const fresh = due.filter(({ key }) => !known.has(key));
    return Promise.all(fresh.map(async entry => this.#alsoToCreator(entry)));
  }

  async #alsoToCreator({
    key,
    name,
    notice,
  }: KeyedNotice & { name: string }): Promise<KeyedNotice> {
    const creation = await this.#options.changes.findCreation(name);
    const to = creation ? [...notice.to, creation.requestedBy] : notice.to;
    return { key, notice: { ...notice, to } };
  }

  async #ofRequests(): Promise<KeyedNotice[]> {
    const { notices, changes } = this.#options;
    const since = this.#before(WAITS_LONG_MS);
    const ids = await notices.listForgotten(since, BATCH);
    const found = await Promise.all(ids.map(id => changes.get(id)));
    return found.flatMap(change =>
      change?.state === 'pending-approval' ? waitingNotices(change) : [],
    );
  }

  #before(ms: number): string {
    return new Date(this.#now().getTime() - ms).toISOString();
  }
}
