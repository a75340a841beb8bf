import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trace } from '@opentelemetry/api';
import { readConfig } from '../config/readConfig';
import { ask, testTables, testTraces, type TestSpan } from '../testUtils';
import { traced } from '../tracing/traced';
import { EventProcessor } from './EventProcessor';
import { eventSettings } from './eventSettings';
import type { ShopEvent } from './ShopEvent';
import { ShopEvents } from './ShopEvents';

const folder = mkdtempSync(join(tmpdir(), 'portico-test-'));
writeFileSync(
  join(folder, '0001_nothing.sql'),
  '-- Up Migration\nSELECT 1;\n-- Down Migration\nSELECT 1;\n',
);
afterAll(() => rmSync(folder, { recursive: true }));

/** Two services: one tells of a reservation, and the other answers that the pieces are sold. */
function twoServices() {
  const tables = testTables(folder);
  const connect = (service: string) =>
    ShopEvents.connect({
      config: readConfig(eventSettings, {
        TOPIC_ARN: 'arn:aws:sns:us-west-2:000000000000:shop',
      }),
      ...{ service, database: tables.database(), log: tables.tools.log },
    });
  const tell = async (
    type: 'stock.reserved.v1' | 'stock.sold.v1',
    orderId: string,
  ): Promise<void> => {
    const events = connect('product-service');
    await tables
      .database()
      .transaction(tx =>
        events.append(tx, { type, subject: orderId, data: { orderId } }),
      );
  };
  const told = async (orderId: string): Promise<ShopEvent[]> => {
    const rows = await ask<{ event: ShopEvent }>(
      tables.url(),
      `SELECT event FROM outbox WHERE event->>'subject' = $1 ORDER BY sequence`,
      [orderId],
    );
    return rows.map(({ event }) => event);
  };
  const take = (event: object) => {
    const events = connect('order-service');
    return EventProcessor.create({
      ...{ consumer: 'order-service', log: tables.tools.log },
      database: tables.database(),
      handlers: {
        'stock.reserved.v1': async ({ data: { orderId } }, tx) => {
          const data = { orderId };
          const type = 'stock.sold.v1';
          await events.append(tx, { type, subject: orderId, data });
        },
      },
    }).process(JSON.stringify(event));
  };
  return { tell, told, take };
}

describe('events of a service that is traced', () => {
  const spans = testTraces();
  const { tell, told, take } = twoServices();

  const spanOf = (name: string, traceId: string): TestSpan | undefined =>
    spans.find(
      span => span.name === name && span.spanContext().traceId === traceId,
    );

  it('should carry the trace on, from what tells to what takes, and further', async () => {
    const orderId = randomUUID();
    const root = await traced('checkout', { attributes: {} }, async () => {
      await tell('stock.reserved.v1', orderId);
      return trace.getActiveSpan()?.spanContext();
    });
    if (!root) throw new Error('Nothing is traced');
    const [reserved] = await told(orderId);
    expect(reserved.traceparent).toBe(`00-${root.traceId}-${root.spanId}-01`);
    expect(await take(reserved)).toBe('done');
    const taken = spanOf('take stock.reserved.v1', root.traceId);
    expect(taken?.parentSpanContext?.spanId).toBe(root.spanId);
    const [, sold] = await told(orderId);
    const spanId = taken?.spanContext().spanId;
    expect(sold.traceparent).toBe(`00-${root.traceId}-${spanId}-01`);
  });

  it.each([
    'nonsense',
    `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`,
    `00-${'a'.repeat(32)}-${'0'.repeat(16)}-01`,
    '',
    7,
  ])('should begin a trace where an event carries %j', async traceparent => {
    const orderId = randomUUID();
    await tell('stock.reserved.v1', orderId);
    const [event] = await told(orderId);
    // Nothing was under way that it follows from.
    expect(event).not.toHaveProperty('traceparent');
    const before = spans.length;
    expect(await take({ ...event, traceparent })).toBe('done');
    const taken = spans
      .slice(before)
      .find(({ name }) => name === 'take stock.reserved.v1');
    expect(taken?.parentSpanContext).toBeUndefined();
    expect(taken?.spanContext().traceId).not.toMatch(/^(?:a+|0+)$/);
  });
});
