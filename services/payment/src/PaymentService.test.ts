import {
  ask,
  eventsInQueueOf,
  recordEvents,
  testTables,
} from '@portico/service-kit/testUtils';
import { anOrder } from './__testUtils__/orderEvents';
import { MIGRATIONS } from './app';
import { PaymentService } from './PaymentService';
import { PaymentStore, type OpenPayment } from './PaymentStore';

jest.setTimeout(60_000);

const LEASE_MS = 60_000;
const CAPTURED = {
  status: 'captured',
  reference: 'cap_1',
  last4: '4242',
} as const;

describe('PaymentService', () => {
  const tables = testTables(MIGRATIONS);
  let store: PaymentStore;
  let service: PaymentService;
  const events = recordEvents();
  const told = () => events.told.map(({ type }) => type);

  beforeAll(() => {
    store = PaymentStore.create(tables.database());
    const { log, metrics } = tables.tools;
    service = PaymentService.create({ store, events, log, metrics });
  });
  beforeEach(async () => {
    await ask(tables.url(), 'TRUNCATE payments, refunds');
    events.told.length = 0;
  });

  async function aPayment(): Promise<string> {
    const order = { ...anOrder(), currency: 'USD' as const };
    await store.transaction(tx => service.due(order, tx));
    return order.orderId;
  }
  const counted = async (type: string, outcome: string) => {
    const text = await tables.tools.metrics.registry.metrics();
    const line = new RegExp(
      `business_transactions_total\\{type="${type}",outcome="${outcome}",[^}]*\\} (\\d+)`,
    );
    return Number(line.exec(text)?.[1] ?? 0);
  };

  it('should get what it takes from its queue, and nothing else', () => {
    expect(Object.keys(service.handlers).sort()).toEqual(
      eventsInQueueOf('payment-service').sort(),
    );
  });

  it('should take and give back once where an answer comes twice, and write the refund down', async () => {
    const before = {
      captured: await counted('payment', 'captured'),
      refunded: await counted('refund', 'refunded'),
    };
    const orderId = await aPayment();
    for (let time = 0; time < 2; time++) {
      await service.captureSettled({ orderId }, CAPTURED);
    }
    await store.transaction(tx => service.void({ orderId, reason: 'x' }, tx));
    const [open] = await store.claim(1, LEASE_MS);
    for (let time = 0; time < 2; time++) {
      const outcome = { status: 'refunded', reference: 're_1' } as const;
      await service.refundSettled(open, outcome);
    }
    expect(told()).toEqual(['payment.captured.v1', 'payment.voided.v1']);
    expect(await counted('payment', 'captured')).toBe(before.captured + 1);
    expect(await counted('refund', 'refunded')).toBe(before.refunded + 1);
    expect(
      await ask(
        tables.url(),
        `SELECT state, r.amount_cents AS cents, r.provider_reference AS reference
         FROM payments p JOIN refunds r ON r.payment_id = p.id`,
      ),
    ).toEqual([{ state: 'refunded', cents: 1_200, reference: 're_1' }]);
  });

  it('should give each payment to one worker, until its time is over', async () => {
    const orders = [];
    for (let n = 0; n < 20; n++) orders.push(await aPayment());
    const claims = await Promise.all(
      [1, 2, 3, 4].map(() => store.claim(5, LEASE_MS)),
    );
    const idsOf = (some: OpenPayment[]) => some.map(({ orderId }) => orderId);
    expect(claims.flatMap(idsOf).sort()).toEqual(orders.sort());
    expect(await store.claim(5, LEASE_MS)).toEqual([]);
    await ask(
      tables.url(),
      `UPDATE payments SET next_attempt_at = now() WHERE order_id = $1`,
      [orders[0]],
    );
    expect(idsOf(await store.claim(5, LEASE_MS))).toEqual([orders[0]]);
  });

  it('should not wait for a payment that somebody holds', async () => {
    const held = await aPayment();
    const other = await aPayment();
    await store.transaction(async tx => {
      await store.lock(tx, held);
      const claimed = await store.claim(5, LEASE_MS);
      expect(claimed.map(({ orderId }) => orderId)).toEqual([other]);
    });
  });
});
