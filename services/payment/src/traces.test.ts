import {
  EventProcessor,
  eventSettings,
  readConfig,
  ShopEvents,
  traceparentNow,
} from '@portico/service-kit';
import { ask, testTables, testTraces } from '@portico/service-kit/testUtils';
import { anOrder, dueOf, voidOf } from './__testUtils__/orderEvents';
import { MIGRATIONS } from './app';
import type { PaymentGateway } from './PaymentGateway';
import { PaymentService } from './PaymentService';
import { PaymentStore } from './PaymentStore';
import { PaymentWorker } from './PaymentWorker';

jest.setTimeout(60_000);

const BUY = 'a'.repeat(32);
const BACK = 'b'.repeat(32);

describe('a payment-service that is traced', () => {
  const tables = testTables(MIGRATIONS);
  testTraces();
  const asked: Array<[what: string, traceparent: string | undefined]> = [];
  const gateway: PaymentGateway = {
    capture: async () => {
      asked.push(['capture', traceparentNow()]);
      return { status: 'captured', reference: 'cap_1', last4: '4242' };
    },
    refund: async () => {
      asked.push(['refund', traceparentNow()]);
      return { status: 'refunded', reference: 'ref_1' };
    },
    cancel: async () => ({ status: 'declined', reason: 'cancelled' }),
  };

  it('should ask the provider, and tell the order, in the trace of what asked for it', async () => {
    const database = tables.database();
    const { log, metrics } = tables.tools;
    const store = PaymentStore.create(database);
    const events = ShopEvents.connect({
      config: readConfig(eventSettings, {
        TOPIC_ARN: 'arn:aws:sns:us-west-2:000000000000:shop',
      }),
      ...{ service: 'payment-service', database, log },
    });
    const service = PaymentService.create({ store, events, log, metrics });
    const worker = PaymentWorker.create({
      ...{ store, service, gateway, log, metrics, faults: () => {} },
    });
    const processor = EventProcessor.create({
      ...{ consumer: 'payment-service', database, log },
      handlers: service.handlers,
    });
    const take = async (text: string, traceId: string) => {
      const traceparent = `00-${traceId}-${'c'.repeat(16)}-01`;
      await processor.process(
        JSON.stringify({ ...JSON.parse(text), traceparent }),
      );
      // Later, and from nobody who is traced.
      for (const payment of await store.claim(9, 60_000)) {
        await worker.work(payment);
      }
    };
    const order = anOrder();
    await take(dueOf(order), BUY);
    await take(voidOf(order), BACK);
    const inTrace = (id: string) => expect.stringContaining(`00-${id}-`);
    expect(asked).toEqual([
      ['capture', inTrace(BUY)],
      ['refund', inTrace(BACK)],
    ]);
    const told = await ask(
      tables.url(),
      `SELECT event->>'type' AS type, event->>'traceparent' AS traceparent
       FROM outbox ORDER BY sequence`,
    );
    expect(told).toEqual([
      { type: 'payment.captured.v1', traceparent: inTrace(BUY) },
      { type: 'payment.voided.v1', traceparent: inTrace(BACK) },
    ]);
  });
});
