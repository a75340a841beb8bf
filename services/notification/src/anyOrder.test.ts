import { randomUUID } from 'node:crypto';
import {
  EventProcessor,
  type EventHandlers,
  type ShopEventType,
} from '@portico/service-kit';
import {
  ask,
  eventsInQueueOf,
  eventText,
  testTables,
} from '@portico/service-kit/testUtils';
import * as fc from 'fast-check';
import { MIGRATIONS } from './app';
import { NotificationService } from './NotificationService';
import { NotificationStore } from './NotificationStore';

jest.setTimeout(120_000);

const TYPES: readonly ShopEventType[] = [
  'user.registered.v1',
  'order.placed.v1',
  'order.confirmed.v1',
  'order.cancelled.v1',
];

describe('NotificationService', () => {
  const tables = testTables(MIGRATIONS);
  let processor: EventProcessor;
  let handlers: EventHandlers;

  beforeAll(() => {
    const database = tables.database();
    const store = new NotificationStore();
    handlers = NotificationService.create({ database, store }).handlers;
    processor = EventProcessor.create({
      consumer: 'test',
      database,
      log: tables.tools.log,
      handlers,
    });
  });

  /** One message of each type, about one person and one order. */
  function messages(): string[] {
    const userId = randomUUID();
    const orderId = randomUUID();
    const data = {
      ...{ userId, orderId, email: 'ada@example.com', name: 'Ada' },
      ...{ currency: 'USD', totalCents: 100, reason: 'out-of-stock' },
      lines: [
        {
          productId: randomUUID(),
          name: 'Lamp',
          quantity: 1,
          unitPriceCents: 100,
        },
      ],
    };
    return TYPES.map(type => eventText(type, orderId, data));
  }

  it('should get what it takes from its queue, and nothing else', () => {
    expect(Object.keys(handlers).sort()).toEqual(
      eventsInQueueOf('notification-service').sort(),
    );
  });

  it('should write the same, in whatever order and however often it hears', async () => {
    await fc.assert(
      fc.asyncProperty(
        // Each of the four, and up to two of them again.
        fc
          .array(fc.nat({ max: TYPES.length - 1 }), { maxLength: 2 })
          .chain(again =>
            fc.shuffledSubarray([0, 1, 2, 3, ...again], {
              minLength: 4 + again.length,
            }),
          ),
        fc.boolean(),
        async (sequence, atOnce) => {
          await ask(tables.url(), 'TRUNCATE notifications, contacts');
          const all = messages();
          const send = (index: number) => processor.process(all[index]);
          if (atOnce) await Promise.all(sequence.map(send));
          else for (const index of sequence) await send(index);
          const rows = await ask<Record<string, string>>(
            tables.url(),
            `SELECT kind, state, left(body_text, 10) AS hello
             FROM notifications ORDER BY kind`,
          );
          expect(rows).toEqual(
            ['order-cancelled', 'order-confirmed', 'order-placed'].map(
              kind => ({ kind, state: 'waiting', hello: 'Hello Ada,' }),
            ),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});
