import type { AnyNewEvent } from '@portico/service-kit';
import type { Order } from './OrderStore';
import { COMMANDS, type OrderState } from './orderStates';

const CURRENCY = 'USD';

/** What the others are told of a new order. */
export function placedEvent(
  order: Pick<Order, 'id' | 'userId' | 'totalCents' | 'lines'>,
): AnyNewEvent {
  const { id: orderId, userId, totalCents, lines } = order;
  return {
    type: 'order.placed.v1',
    subject: orderId,
    data: { orderId, userId, currency: CURRENCY, totalCents, lines },
  };
}

/** What the others are told, and asked for, when an order comes into a state; asking again does no harm. */
export function eventsOf(
  order: Order,
  state: OrderState,
  reason: string | null | undefined,
): AnyNewEvent[] {
  const { id: orderId, userId, totalCents, lines } = order;
  const subject = orderId;
  const currency = CURRENCY;
  const why = reason ?? 'unknown';
  if (state === 'placed') return [placedEvent(order)];
  const asked = commandOf(order, state, why);
  if (state === 'confirmed') {
    const data = { orderId, userId, currency, totalCents, lines } as const;
    return [...asked, { type: 'order.confirmed.v1', subject, data }];
  }
  if (state === 'cancelled' || state === 'rejected') {
    const data = { orderId, userId, reason: why };
    return [...asked, { type: 'order.cancelled.v1', subject, data }];
  }
  return asked;
}

function commandOf(
  order: Order,
  state: OrderState,
  reason: string,
): AnyNewEvent[] {
  const { id: orderId, userId, totalCents } = order;
  const subject = orderId;
  switch (COMMANDS[state]) {
    case 'ask-payment': {
      const paymentToken = order.paymentToken ?? 'gone';
      const money = { currency: CURRENCY, totalCents, paymentToken } as const;
      const data = { orderId, userId, ...money };
      return [{ type: 'order.payment-due.v1', subject, data }];
    }
    case 'void-payment':
      return [
        { type: 'order.payment-void.v1', subject, data: { orderId, reason } },
      ];
    case 'release-stock':
      return [
        { type: 'order.stock-release.v1', subject, data: { orderId, reason } },
      ];
    default:
      return [];
  }
}
