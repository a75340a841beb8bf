import type { Database, Queryable } from '../database/Database';
import type { Log } from '../log/createLog';
import {
  EventProcessor,
  type EventHandler,
  type EventHandlers,
} from './EventProcessor';
import type { EventConfig } from './eventSettings';
import { appendToOutbox } from './outbox';
import { OutboxRelay } from './OutboxRelay';
import { QueueConsumer, type ConsumerOptions } from './QueueConsumer';
import { traceparentNow } from '../tracing/traced';
import { createEvent, type ShopEvent } from './ShopEvent';
import type { ShopEventData, ShopEventType } from './eventTypes';
import { SnsPublisher } from './SnsPublisher';

/** What a service tells the others. */
export interface NewEvent<T extends ShopEventType> {
  type: T;
  /** What it is about, like the order's id. */
  subject: string;
  data: ShopEventData<T>;
}

/** One of everything that a service may tell the others. */
export type AnyNewEvent = { [T in ShopEventType]: NewEvent<T> }[ShopEventType];

/** Where a service writes what it tells the others. */
export interface EventWriter {
  /** Makes an event for `outboxInsert`, in the statement that does what it tells. */
  create(event: AnyNewEvent): ShopEvent;
  /** Tells it if, and only if, the transaction is committed. */
  append<T extends ShopEventType>(
    tx: Queryable,
    event: NewEvent<T>,
  ): Promise<void>;
  /** Sends what was committed now rather than within half a second. */
  nudge(): void;
}

/** What connects a service with the events of the shop. */
export interface ShopEventsOptions {
  config: EventConfig;
  /** The service's name: the source of its events, and whose inbox it is. */
  service: string;
  database: Database;
  log: Log;
}

/** How a service takes events. */
export interface TakeOptions extends Pick<ConsumerOptions, 'apartMs'> {
  /** A hint right after an effect is committed; it may be lost with the process. */
  onEffect?(event: ShopEvent): void | Promise<void>;
}

/** The events of the shop as one service sees them: an outbox that is sent, and a queue that is worked off. */
export class ShopEvents implements EventWriter {
  readonly #options: ShopEventsOptions;
  readonly #publisher: SnsPublisher;
  readonly #relay: OutboxRelay;
  /** How many events were made so far. */
  #created = 0;
  /** The events about which something was told. */
  readonly #told = new WeakSet<ShopEvent>();
  #consumer: QueueConsumer | undefined;

  private constructor(options: ShopEventsOptions) {
    const { config, log } = options;
    const database = options.database.forBackground;
    this.#options = { ...options, database };
    this.#publisher = SnsPublisher.create(config);
    this.#relay = OutboxRelay.create({
      database,
      publisher: this.#publisher,
      log,
    });
  }

  static connect(options: ShopEventsOptions): ShopEvents {
    return new ShopEvents(options);
  }

  create<T extends ShopEventType>(event: NewEvent<T>): ShopEvent<T> {
    this.#created += 1;
    return createEvent({
      ...event,
      source: this.#options.service,
      traceparent: traceparentNow(),
    });
  }

  async append<T extends ShopEventType>(
    tx: Queryable,
    event: NewEvent<T>,
  ): Promise<void> {
    await appendToOutbox(tx, this.create(event));
  }

  nudge(): void {
    this.#relay.nudge();
  }

  /** What this service does about the events in its queue; before `start`. */
  take(handlers: EventHandlers, options: TakeOptions = {}): void {
    const { onEffect, apartMs } = options;
    const { config, service, database, log } = this.#options;
    const { QUEUE_URL } = config;
    if (!QUEUE_URL) {
      throw new Error(`${service} takes events: set QUEUE_URL to its queue`);
    }
    const processor = EventProcessor.create({
      consumer: service,
      database,
      handlers: this.#watched(handlers),
      log,
      onEffect: async event => {
        // First, whatever comes of the other.
        if (this.#told.has(event)) this.nudge();
        await onEffect?.(event);
      },
    });
    this.#consumer = QueueConsumer.create({
      // Each holds a connection: the other half is for requests, the outbox and whatever else works by itself.
      atOnce: Math.max(1, Math.floor(database.connections.most / 2)),
      config: { ...config, QUEUE_URL },
      processor,
      apartMs,
      ready: () => processor.ready(),
      log,
    });
  }

  /** The same handlers; the outbox is looked into after those that wrote into it. */
  #watched(handlers: EventHandlers): EventHandlers {
    const watch =
      (handle: EventHandler<ShopEventType>): EventHandler<ShopEventType> =>
      async (event, tx) => {
        const before = this.#created;
        const after = await handle(event, tx);
        if (this.#created > before) this.#told.add(event);
        return after;
      };
    return Object.fromEntries(
      Object.entries(handlers).map(([type, handle]) => [
        type,
        watch(handle as EventHandler<ShopEventType>),
      ]),
    );
  }

  /** Begins to send and to take; sending waits a while where `isBusy` says that people wait for the process. */
  start(isBusy?: () => boolean): void {
    this.#relay.start(isBusy);
    this.#consumer?.start();
  }

  /** Takes nothing more, sends what is under way and ends. */
  async stop(): Promise<void> {
    await this.#consumer?.stop();
    await this.#relay.stop();
    this.#publisher.close();
  }
}
