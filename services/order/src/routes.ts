import {
  BadRequestError,
  NotFoundError,
  type RequestContext,
  type Route,
} from '@portico/service-kit';
import { z } from 'zod/v4';
import type { CartService } from './CartService';
import type { OrderService } from './OrderService';

const idSchema = z.uuid();
const quantitySchema = z.strictObject({ quantity: z.int().min(1).max(99) });
const checkoutSchema = z.strictObject({
  // A card number is no token; payment refuses it as well.
  paymentToken: z.string().regex(/^tok_[\w-]{1,190}$/),
});
const keySchema = z.string().regex(/^[\x21-\x7e]{1,255}$/);
const listSchema = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(100))
    .default(20),
});
const nothingSchema = z.strictObject({}).optional();

/** What a caller sent, or a 400 that names the field. */
function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue.path.join('.') || 'the request';
  throw new BadRequestError(`'${field}' is not valid: ${issue.message}.`);
}

/** Nothing has an id that is none. */
function parseId(value: unknown, what: string): string {
  const id = idSchema.safeParse(value);
  if (!id.success) throw new NotFoundError(`There is no such ${what}.`);
  return id.data;
}

function userOf({ principal }: RequestContext): string {
  return parse(idSchema, principal?.subject);
}

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
        response.json(await carts.get(userOf(context)));
      },
    },
    {
      method: 'put',
      path: '/v1/cart/items/:productId',
      handle: async ({ params, body }, response, context) => {
        const productId = parseId(params.productId, 'product');
        const { quantity } = parse(quantitySchema, body);
        response.json(await carts.put(userOf(context), productId, quantity));
      },
    },
    {
      method: 'delete',
      path: '/v1/cart/items/:productId',
      handle: async ({ params }, response, context) => {
        const productId = parseId(params.productId, 'product');
        response.json(await carts.remove(userOf(context), productId));
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
        const { paymentToken } = parse(checkoutSchema, request.body);
        const key = keySchema.safeParse(request.get('idempotency-key'));
        if (!key.success) {
          throw new BadRequestError(
            'Send a header Idempotency-Key of 1 to 255 printable characters; the same key means the same order.',
          );
        }
        const { status, body, replayed } = await orders.checkOut({
          userId: userOf(context),
          key: key.data,
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
        const { cursor, limit } = parse(listSchema, { ...query });
        response.json(
          await orders.list(userOf(context), { before: cursor, limit }),
        );
      },
    },
    {
      method: 'get',
      path: '/v1/orders/:id',
      handle: async ({ params }, response, context) => {
        const id = parseId(params.id, 'order');
        response.json(await orders.get(userOf(context), id));
      },
    },
    {
      method: 'post',
      path: '/v1/orders/:id/cancel',
      handle: async ({ params, body }, response, context) => {
        parse(nothingSchema, body);
        const id = parseId(params.id, 'order');
        response.status(202).json(await orders.cancel(userOf(context), id));
      },
    },
  ];
}
