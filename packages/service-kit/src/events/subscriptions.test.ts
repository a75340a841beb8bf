import { randomUUID } from 'node:crypto';
import { readConfig } from '../config/readConfig';
import { startTestCloud, untilTrue, type TestCloud } from '../testUtils';
import { eventSettings } from './eventSettings';
import { createEvent, type ShopEvent } from './ShopEvent';
import { SnsPublisher } from './SnsPublisher';

jest.setTimeout(60_000);

const QUEUES = ['order-service', 'payment-service', 'of-nobody'];

describe('the queues of the shop', () => {
  let cloud: TestCloud;

  beforeAll(async () => {
    cloud = await startTestCloud(QUEUES);
    Object.assign(process.env, cloud.environment('order-service'));
  });
  afterAll(() => cloud.remove());

  it('should get what their services take, also of a version that is new', async () => {
    const publisher = SnsPublisher.create(
      readConfig(eventSettings, cloud.environment('order-service')),
    );
    const orderId = randomUUID();
    const due = createEvent({
      source: 'test',
      type: 'order.payment-due.v1',
      subject: orderId,
      data: {
        ...{ orderId, userId: randomUUID(), currency: 'USD' },
        ...{ totalCents: 100, paymentToken: 'tok_visa' },
      },
    });
    const reserved = createEvent({
      source: 'test',
      type: 'stock.reserved.v1',
      subject: orderId,
      data: { orderId },
    });
    const newer = { ...due, id: randomUUID(), type: 'order.payment-due.v2' };
    const events = [due, reserved, newer as unknown as ShopEvent];
    expect((await publisher.publish(events)).size).toBe(3);
    publisher.close();
    await untilTrue(
      'a queue without a service has all',
      async () => (await cloud.waiting('of-nobody')) === 3,
    );
    expect(await cloud.waiting('payment-service')).toBe(2);
    expect(await cloud.waiting('order-service')).toBe(1);
  });
});
