import { randomUUID } from 'node:crypto';
import { eventText } from '@portico/service-kit/testUtils';

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

/** The message that an order is to be paid. */
export function dueOf(order: TestOrder): string {
  return eventText('order.payment-due.v1', order.orderId, {
    ...order,
    currency: 'USD',
  });
}

/** The message that an order will not be. */
export function voidOf({ orderId }: TestOrder): string {
  const data = { orderId, reason: 'cancelled' };
  return eventText('order.payment-void.v1', orderId, data);
}
