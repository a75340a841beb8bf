import {
  callerOf,
  isAdmin,
  limitSchema,
  NotFoundError,
  parseId,
  parseRequest,
  textCursor,
  toPage,
  type RequestContext,
  type Route,
} from '@portico/service-kit';
import { z } from 'zod/v4';
import type { Payment, PaymentStore } from './PaymentStore';

const placeCursor = textCursor(z.tuple([z.iso.datetime(), z.uuid()]));

const listSchema = z.strictObject({
  orderId: z.uuid().optional(),
  cursor: z.string().max(200).optional(),
  limit: limitSchema,
});

/** What callers are told of a payment: no token, and of the card its last four digits. */
function toJson(payment: Payment) {
  const { id, orderId, amountCents, currency, state, refundedCents } = payment;
  return {
    id,
    orderId,
    amountCents,
    currency,
    state,
    refundedCents,
    ...(payment.last4 !== null && { last4: payment.last4 }),
    ...(payment.declineReason !== null && {
      declineReason: payment.declineReason,
    }),
    createdAt: payment.createdAt.toISOString(),
    updatedAt: payment.updatedAt.toISOString(),
  };
}

/** Whose payments a caller may see: all of them as an admin, else the own. */
function visibleTo(context: RequestContext): { userId?: string } {
  return isAdmin(context) ? {} : { userId: callerOf(context) };
}

function readPlace(cursor: string | undefined) {
  if (cursor === undefined) return undefined;
  const [createdAt, id] = placeCursor.read(cursor);
  return { createdAt, id };
}

/** What payment-service answers. */
export function paymentRoutes(store: PaymentStore): Route[] {
  return [
    {
      method: 'get',
      path: '/v1/payments',
      handle: async (request, response, context) => {
        const query = parseRequest(listSchema, { ...request.query });
        const { orderId, cursor, limit } = query;
        const found = await store.list({
          ...visibleTo(context),
          orderId,
          after: readPlace(cursor),
          limit: limit + 1,
        });
        const { items, ...next } = toPage(found, limit, ({ createdAt, id }) =>
          placeCursor.write([createdAt.toISOString(), id]),
        );
        response.json({ items: items.map(toJson), ...next });
      },
    },
    {
      method: 'get',
      path: '/v1/payments/:id',
      handle: async (request, response, context) => {
        const id = parseId(request.params.id, 'payment');
        const payment = await store.find(id, visibleTo(context).userId);
        if (!payment) throw new NotFoundError('There is no such payment.');
        response.json(toJson(payment));
      },
    },
  ];
}
