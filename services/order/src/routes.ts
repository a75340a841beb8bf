import {
  BadRequestError,
  callerOf,
  holdsCardNumber,
  parseId,
  parseRequest,
  sequencePageSchema,
  type Route,
} from '@portico/service-kit';
import { z } from 'zod/v4';
import type { CartService } from './CartService';
import type { OrderService } from './OrderService';

const quantitySchema = z.strictObject({ quantity: z.int().min(1).max(99) });
const checkoutSchema = z.strictObject({
  paymentToken: z
    .string()
    .regex(/^tok_[\w-]{1,190}$/)
    // Payment refuses it as well; here it would be stored.
    .refine(token => !holdsCardNumber(token), 'a card number is no token'),
});
// What the IETF's draft and Stripe take: a text as it is, with spaces and quotes.
const keySchema = z.tuple([z.string().regex(/^[\x20-\x7e]{1,255}$/)]);
const nothingSchema = z.strictObject({}).optional();

/** What the order service answers. */
export function orderRoutes(services: {
  carts: CartService;
  orders: OrderService;
}): Route[] {
  return [...cartRoutes(services.carts), ...ownOrderRoutes(services.orders)];
}

function cartRoutes(carts: CartService): Route[] {
  return [
    {
      method: 'get',
      path: '/v1/cart',
      handle: async (_request, response, context) => {
        response.json(await carts.get(callerOf(context)));
      },
    },
    {
      method: 'put',
      path: '/v1/cart/items/:productId',
      handle: async ({ params, body }, response, context) => {
        const productId = parseId(params.productId, 'product');
        const { quantity } = parseRequest(quantitySchema, body);
        response.json(await carts.put(callerOf(context), productId, quantity));
      },
    },
    {
      method: 'delete',
      path: '/v1/cart/items/:productId',
      handle: async ({ params }, response, context) => {
        const productId = parseId(params.productId, 'product');
        response.json(await carts.remove(callerOf(context), productId));
      },
    },
  ];
}

function ownOrderRoutes(orders: OrderService): Route[] {
  return [
    {
      method: 'post',
      path: '/v1/orders',
      handle: async (request, response, context) => {
        const { paymentToken } = parseRequest(checkoutSchema, request.body);
        // Node joins two headers with a comma, which a key may hold.
        const key = keySchema.safeParse(
          request.headersDistinct['idempotency-key'],
        );
        if (!key.success) {
          throw new BadRequestError(
            'Send one header Idempotency-Key of 1 to 255 printable ASCII characters; the same key means the same order.',
          );
        }
        const { status, body, replayed } = await orders.checkOut({
          userId: callerOf(context),
          key: key.data[0],
          paymentToken,
        });
        if (replayed) response.set('Idempotent-Replayed', 'true');
        response.status(status).json(body);
      },
    },
    {
      method: 'get',
      path: '/v1/orders',
      handle: async ({ query }, response, context) => {
        const page = parseRequest(sequencePageSchema, { ...query });
        response.json(await orders.list(callerOf(context), page));
      },
    },
    {
      method: 'get',
      path: '/v1/orders/:id',
      handle: async ({ params }, response, context) => {
        const id = parseId(params.id, 'order');
        response.json(await orders.get(callerOf(context), id));
      },
    },
    {
      method: 'post',
      path: '/v1/orders/:id/cancel',
      handle: async ({ params, body }, response, context) => {
        parseRequest(nothingSchema, body);
        const id = parseId(params.id, 'order');
        response.status(202).json(await orders.cancel(callerOf(context), id));
      },
    },
  ];
}
