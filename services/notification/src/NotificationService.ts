import {
  NotFoundError,
  toPage,
  type Database,
  type EventHandlers,
  type Page,
  type Queryable,
  type SequencePage,
} from '@portico/service-kit';
import type { Notification, NotificationStore } from './NotificationStore';
import { writeLetter, type Facts } from './templates';

/** An e-mail as its reader sees it. */
export interface NotificationView {
  id: string;
  kind: Facts['kind'];
  orderId: string | null;
  state: Notification['state'];
  subject: string | null;
  text: string | null;
  createdAt: string;
}

function view(notification: Notification): NotificationView {
  const { id, kind, orderId, state, subject, text } = notification;
  const createdAt = notification.createdAt.toISOString();
  return { id, kind, orderId, state, subject, text, createdAt };
}

/** Writes to people what happened to their orders, once for each thing. */
export class NotificationService {
  readonly #database: Database;
  readonly #store: NotificationStore;

  private constructor(database: Database, store: NotificationStore) {
    this.#database = database;
    this.#store = store;
  }

  static create(options: {
    database: Database;
    store: NotificationStore;
  }): NotificationService {
    return new NotificationService(options.database, options.store);
  }

  /** What it does about the events of the shop. */
  get handlers(): EventHandlers {
    return {
      'user.registered.v1': ({ data }, tx) => this.#meet(tx, data),
      'order.placed.v1': ({ data: { userId, ...data } }, tx) =>
        this.#write(tx, userId, { kind: 'order-placed', ...data }),
      'order.confirmed.v1': ({ data: { userId, ...data } }, tx) =>
        this.#write(tx, userId, { kind: 'order-confirmed', ...data }),
      'order.cancelled.v1': ({ data: { userId, ...data } }, tx) =>
        this.#write(tx, userId, { kind: 'order-cancelled', ...data }),
    };
  }

  async get(userId: string, id: string): Promise<NotificationView> {
    const found = await this.#store.find(this.#database, userId, id);
    if (!found) throw new NotFoundError('There is no such notification.');
    return view(found);
  }

  /** The newest first. */
  async list(
    userId: string,
    { before, limit }: SequencePage,
  ): Promise<Page<NotificationView>> {
    const asked = { before, limit: limit + 1 };
    const found = await this.#store.list(this.#database, userId, asked);
    const { items, ...next } = toPage(found, limit, last => last.sequence);
    return { items: items.map(view), ...next };
  }

  /** What was to be said to somebody before their address was known is said now. */
  async #meet(
    tx: Queryable,
    person: { userId: string; email: string; name: string },
  ): Promise<void> {
    const { userId, ...contact } = person;
    await this.#store.lockPerson(tx, userId);
    await this.#store.saveContact(tx, userId, contact);
    for (const { id, facts } of await this.#store.parked(tx, userId)) {
      await this.#store.release(tx, id, writeLetter(facts, contact.name));
    }
  }

  async #write(tx: Queryable, userId: string, facts: Facts): Promise<void> {
    await this.#store.lockPerson(tx, userId);
    const contact = await this.#store.findContact(tx, userId);
    const letter = contact && writeLetter(facts, contact.name);
    await this.#store.insert(tx, userId, facts, letter);
  }
}
