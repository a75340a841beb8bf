import { randomUUID } from 'node:crypto';
import { SpanKind } from '@opentelemetry/api';
import type { Database, Queryable } from '../database/Database';
import type { Log } from '../log/createLog';
import { traced } from '../tracing/traced';
import { parseEvent, type ShopEvent } from './ShopEvent';
import type { ShopEventType } from './eventTypes';

/** What is done once the effect is committed, like counting it: a transaction may run more than once. */
export type AfterCommit = () => void | Promise<void>;

/** What a service does about an event; all of it in the transaction, or none. What it gives back is called once, after the commit. */
export type EventHandler<T extends ShopEventType> = (
  event: ShopEvent<T>,
  tx: Queryable,
) => Promise<AfterCommit | void>;

/** The events that a service takes, and what it does about each. */
export type EventHandlers = {
  [T in ShopEventType]?: EventHandler<T>;
};

/** What makes a processor. */
export interface ProcessorOptions {
  /** Whose inbox it is, like `order-service`. */
  consumer: string;
  database: Database;
  handlers: EventHandlers;
  log: Log;
  /**
   * Runs after an event had its effect, which is committed: something may be in
   * the outbox. It is a hint and may be lost with the process; what must happen
   * belongs to the handler. Where it fails, the event has had its effect all the same.
   */
  onEffect?(event: ShopEvent): void | Promise<void>;
}

/** Gives each event its effect once, however often and in whatever order it arrives. */
export class EventProcessor {
  readonly #options: ProcessorOptions;
  readonly #known: ReadonlySet<string>;

  private constructor(options: ProcessorOptions) {
    this.#options = options;
    this.#known = new Set(Object.keys(options.handlers));
  }

  static create(options: ProcessorOptions): EventProcessor {
    return new EventProcessor(options);
  }

  /** Handles the text of one message; throws where it must be delivered again. */
  async process(text: string): Promise<'done' | 'seen' | 'not-ours'> {
    const event = parseEvent(text, this.#known);
    if (!event) return 'not-ours';
    const { type, traceparent: parent } = event;
    const attributes = { 'messaging.message.type': type };
    const span = { attributes, kind: SpanKind.CONSUMER, parent };
    return traced(`take ${type}`, span, () => this.#take(event));
  }

  /**
   * Throws while no event could have an effect: it writes into the inbox and
   * takes that back. A server that became a standby, or has a full disk, still
   * reads.
   */
  async ready(): Promise<void> {
    const { consumer, database } = this.#options;
    const values = [consumer, randomUUID()];
    await database.transaction(async tx => {
      await tx.query({
        name: 'inbox-try',
        text: 'INSERT INTO inbox (consumer, event_id) VALUES ($1, $2)',
        values,
      });
      await tx.query({
        name: 'inbox-untry',
        text: 'DELETE FROM inbox WHERE consumer = $1 AND event_id = $2',
        values,
      });
    });
  }

  async #take(event: ShopEvent): Promise<'done' | 'seen'> {
    const { consumer, database, handlers } = this.#options;
    const handle = handlers[event.type] as EventHandler<ShopEventType>;
    const { outcome, after } = await database.transaction(async tx => {
      const first = await tx.query({
        name: 'inbox-take',
        text: `INSERT INTO inbox (consumer, event_id) VALUES ($1, $2)
               ON CONFLICT DO NOTHING RETURNING event_id`,
        values: [consumer, event.id],
      });
      if (first.length === 0) return { outcome: 'seen' as const };
      return { outcome: 'done' as const, after: await handle(event, tx) };
    });
    if (outcome === 'done') {
      const { onEffect } = this.#options;
      await this.#follow(event, () => onEffect?.(event));
      await this.#follow(event, () => after?.());
    }
    return outcome;
  }

  /** A message that came again for this would only be seen, and end with the dead letters though nothing is left to do. */
  async #follow(
    event: ShopEvent,
    what: () => void | Promise<void>,
  ): Promise<void> {
    try {
      await what();
    } catch (error) {
      this.#options.log.error(
        { err: error, eventId: event.id, type: event.type },
        'What follows an event failed',
      );
    }
  }
}
