import { hasEnded } from '../../shop/orderStates';

/** What is true of a shop, gathered from every database and the provider's own ledger. */
export interface ShopFacts {
  /** The orders that a shopper was told of by a 2xx answer. */
  accepted: string[];
  orders: Array<{ id: string; state: string; totalCents: number }>;
  /** The provider's ledger, by order. */
  ledger: Array<{
    orderId: string;
    kind: 'capture' | 'refund';
    amountCents: number;
  }>;
  stock: Array<{
    sku: string;
    /** What was there when the shop was opened. */
    initial: number;
    onHand: number;
    reserved: number;
    sold: number;
  }>;
  /** How many rows wait in the outbox of each service. */
  unsent: Record<string, number>;
  /** How many messages each queue gave up. */
  deadLetters: Record<string, number>;
  /** How many e-mails of each kind an order got. */
  mails: Array<{ orderId: string; kind: string; count: number }>;
}

/** Every order that was accepted is there once and has come to its end. */
export function lostOrders({ accepted, orders }: ShopFacts): string[] {
  const known = new Map(orders.map(order => [order.id, order]));
  return [
    ...accepted
      .filter(id => !known.has(id))
      .map(id => `order ${id} was accepted and is lost`),
    ...orders
      .filter(({ state }) => !hasEnded(state))
      .map(({ id, state }) => `order ${id} is still ${state}`),
  ];
}

/** A confirmed order is paid once and in full, any other not at all. */
export function wrongMoney({ orders, ledger }: ShopFacts): string[] {
  const known = new Set(orders.map(({ id }) => id));
  const reasons = ledger
    .filter(({ orderId }) => !known.has(orderId))
    .map(({ orderId }) => `money was taken for order ${orderId} that is none`);
  for (const { id, state, totalCents } of orders) {
    const entries = ledger.filter(({ orderId }) => orderId === id);
    const captures = entries.filter(({ kind }) => kind === 'capture');
    if (captures.length > 1) {
      reasons.push(`order ${id} was charged ${captures.length} times`);
    }
    const kept = entries.reduce(
      (sum, { kind, amountCents }) =>
        kind === 'capture' ? sum + amountCents : sum - amountCents,
      0,
    );
    const due = state === 'confirmed' ? totalCents : 0;
    if (kept !== due) {
      reasons.push(
        `order ${id} is ${state}: ${kept} cents are with the shop, not ${due}`,
      );
    }
  }
  return reasons;
}

/** Nothing is on the shelf twice or gone, and nothing stays reserved. */
export function wrongStock({ stock }: ShopFacts): string[] {
  return stock.flatMap(({ sku, initial, onHand, reserved, sold }) => [
    ...(onHand + sold === initial
      ? []
      : [`${sku}: ${onHand} there and ${sold} sold of ${initial}`]),
    ...(reserved === 0 ? [] : [`${sku}: ${reserved} are still reserved`]),
  ]);
}

/** Everything that was written down was sent and taken. */
export function lostEvents({ unsent, deadLetters }: ShopFacts): string[] {
  return [
    ...Object.entries(unsent)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${name} has ${count} unsent events`),
    ...Object.entries(deadLetters)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `the queue of ${name} gave up ${count} events`),
  ];
}

/** No e-mail went out twice. */
export function doubledMails({ mails }: ShopFacts): string[] {
  return mails
    .filter(({ count }) => count > 1)
    .map(
      ({ orderId, kind, count }) =>
        `order ${orderId} got ${count} e-mails of kind ${kind}`,
    );
}

/** What does not hold of all that must always hold. */
export function brokenShopInvariants(facts: ShopFacts): string[] {
  return [
    ...lostOrders(facts),
    ...wrongMoney(facts),
    ...wrongStock(facts),
    ...lostEvents(facts),
    ...doubledMails(facts),
  ];
}
