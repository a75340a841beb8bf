import type { OrderLine } from './money';
import type { Order } from './OrderStore';
import type { OrderState } from './orderStates';

/** An order as its shopper sees it. */
export interface OrderView {
  id: string;
  state: OrderState;
  reason: string | null;
  currency: 'USD';
  totalCents: number;
  lines: OrderLine[];
  placedAt: string;
  changedAt: string;
}

/** An order that is about to be placed. */
export type NewOrderView = Omit<OrderView, 'placedAt' | 'changedAt'>;

/** What a shopper may know of an order: no token, and nothing of how it is stored. */
export function viewOrder(order: Order): OrderView {
  return {
    id: order.id,
    state: order.state,
    reason: order.reason,
    currency: 'USD',
    totalCents: order.totalCents,
    lines: order.lines,
    placedAt: order.placedAt.toISOString(),
    changedAt: order.changedAt.toISOString(),
  };
}

/** A new order as its shopper sees it; the time is told where it is placed. */
export function newOrderView(
  order: Pick<Order, 'id' | 'totalCents' | 'lines'>,
): NewOrderView {
  const { id, totalCents, lines } = order;
  const currency = 'USD';
  return { id, state: 'placed', reason: null, currency, totalCents, lines };
}
