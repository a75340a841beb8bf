import { randomUUID } from 'node:crypto';

/** An order as the events about its payment tell it. */
export interface TestOrder {
  orderId: string;
  userId: string;
  totalCents: number;
  paymentToken: string;
}

/** An order of somebody. */
export function anOrder(order: Partial<TestOrder> = {}): TestOrder {
  return {
    orderId: randomUUID(),
    userId: randomUUID(),
    totalCents: 1_200,
    paymentToken: 'tok_visa',
    ...order,
  };
}

function anEvent(type: string, orderId: string, data: object): string {
  return JSON.stringify({
    specversion: '1.0',
    id: randomUUID(),
    source: 'order-service',
    type,
    subject: orderId,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    data,
  });
}

/** The message that an order is to be paid. */
export function dueOf(order: TestOrder): string {
  return anEvent('order.payment-due.v1', order.orderId, {
    ...order,
    currency: 'USD',
  });
}

/** The message that an order will not be. */
export function voidOf({ orderId }: TestOrder): string {
  const data = { orderId, reason: 'cancelled' };
  return anEvent('order.payment-void.v1', orderId, data);
}
