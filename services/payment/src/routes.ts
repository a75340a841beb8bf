import {
  BadRequestError,
  NotFoundError,
  type RequestContext,
  type Route,
} from '@portico/service-kit';
import { z } from 'zod/v4';
import type { Payment, PaymentStore } from './PaymentStore';

const DEFAULT_LIMIT = 20;
const MOST = 100;

const cursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);

const listSchema = z.strictObject({
  orderId: z.uuid().optional(),
  cursor: z.string().max(200).optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .refine(limit => limit >= 1 && limit <= MOST)
    .optional(),
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
function visibleTo({ principal }: RequestContext): { userId?: string } {
  const roles = principal?.claims.roles;
  if (Array.isArray(roles) && roles.includes('admin')) return {};
  const subject = z.uuid().safeParse(principal?.subject);
  if (!subject.success) throw new NotFoundError('There is no such payment.');
  return { userId: subject.data };
}

function writeCursor({ createdAt, id }: Payment): string {
  return Buffer.from(JSON.stringify([createdAt.toISOString(), id])).toString(
    'base64url',
  );
}

function readCursor(text: string) {
  try {
    const [createdAt, id] = cursorSchema.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString()),
    );
    return { createdAt, id };
  } catch {
    throw new BadRequestError('The cursor is not one of ours.');
  }
}

/** What payment-service answers. */
export function paymentRoutes(store: PaymentStore): Route[] {
  return [
    {
      method: 'get',
      path: '/v1/payments',
      handle: async (request, response, context) => {
        const query = listSchema.safeParse({ ...request.query });
        if (!query.success) throw new BadRequestError('The query is wrong.');
        const { orderId, cursor, limit = DEFAULT_LIMIT } = query.data;
        const found = await store.list({
          ...visibleTo(context),
          orderId,
          ...(cursor && { after: readCursor(cursor) }),
          limit: limit + 1,
        });
        const page = found.slice(0, limit);
        response.json({
          items: page.map(toJson),
          ...(found.length > limit && {
            nextCursor: writeCursor(page[page.length - 1]),
          }),
        });
      },
    },
    {
      method: 'get',
      path: '/v1/payments/:id',
      handle: async (request, response, context) => {
        const id = z.uuid().safeParse(request.params.id);
        const payment =
          id.success && (await store.find(id.data, visibleTo(context).userId));
        if (!payment) throw new NotFoundError('There is no such payment.');
        response.json(toJson(payment));
      },
    },
  ];
}
