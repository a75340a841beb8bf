import { z } from 'zod/v4';

const cents = z.int().min(0).max(1_000_000_000);
const currency = z.literal('USD');
const orderId = z.uuid();
const reason = z.string().min(1).max(200);

const line = z.object({
  productId: z.uuid(),
  name: z.string().min(1).max(200),
  quantity: z.int().min(1).max(1_000),
  unitPriceCents: cents,
});

/**
 * Everything that the services tell each other, by type and version. A new
 * version is a new line; an old one stays until nobody sends or keeps it.
 */
export const shopEvents = {
  /** An account exists; by it notification knows where to write. */
  'user.registered.v1': z.object({
    userId: z.uuid(),
    email: z.email().max(254),
    name: z.string().max(200),
  }),
  /** Product reserves the stock. */
  'order.placed.v1': z.object({
    orderId,
    userId: z.uuid(),
    currency,
    totalCents: cents,
    lines: z.array(line).min(1).max(100),
  }),
  /** The stock is reserved: payment takes the money. */
  'order.payment-due.v1': z.object({
    orderId,
    userId: z.uuid(),
    currency,
    totalCents: cents,
    /** A token of the payment provider, never a card. */
    paymentToken: z.string().min(1).max(200),
  }),
  /** The order will not be: payment gives back what it took, and takes nothing any more. */
  'order.payment-void.v1': z.object({ orderId, reason }),
  /** Product gives the stock back to the shelf, and reserves nothing any more. */
  'order.stock-release.v1': z.object({ orderId, reason }),
  /** The order is paid; what was reserved is sold, and product says so. */
  'order.confirmed.v1': z.object({
    orderId,
    userId: z.uuid(),
    currency,
    totalCents: cents,
    lines: z.array(line).min(1).max(100),
  }),
  /** The order ended without goods: out of stock, declined or withdrawn. */
  'order.cancelled.v1': z.object({ orderId, userId: z.uuid(), reason }),
  'stock.reserved.v1': z.object({ orderId }),
  'stock.refused.v1': z.object({ orderId, reason }),
  'stock.released.v1': z.object({ orderId }),
  /** The answer to a confirmation, and to a release that comes too late: the pieces are sold. */
  'stock.sold.v1': z.object({ orderId }),
  'payment.captured.v1': z.object({
    orderId,
    paymentId: z.uuid(),
    currency,
    amountCents: cents,
  }),
  'payment.declined.v1': z.object({ orderId, reason }),
  /** Nothing of this order's money is with the shop, and nothing will be. */
  'payment.voided.v1': z.object({ orderId, refundedCents: cents }),
} as const;

/** The types of events that the shop knows. */
export type ShopEventType = keyof typeof shopEvents;

/** What an event of a type says. */
export type ShopEventData<T extends ShopEventType> = z.output<
  (typeof shopEvents)[T]
>;
