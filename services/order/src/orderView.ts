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
