import {
  BadRequestError,
  ForbiddenError,
  NotFoundError,
  sendJson,
  type RequestContext,
  type Route,
} from '@portico/service-kit';
import { z } from 'zod/v4';
import {
  idsSchema,
  newProductSchema,
  productChangeSchema,
  searchSchema,
  stockSchema,
} from './product';
import type { ProductService } from './ProductService';

const idSchema = z.uuid();

/** What a caller sent, or a 400 that names the field. */
function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue.path.join('.') || 'the request';
  throw new BadRequestError(`'${field}' is not valid: ${issue.message}.`);
}

/** No product has an id that is none. */
function parseId(value: unknown): string {
  const id = idSchema.safeParse(value);
  if (!id.success) throw new NotFoundError('There is no such product.');
  return id.data;
}

function requireAdmin({ principal }: RequestContext): void {
  const roles = principal?.claims.roles;
  if (Array.isArray(roles) && roles.includes('admin')) return;
  throw new ForbiddenError('Only administrators of the shop may do this.');
}

/** What the product service answers. */
export function productRoutes(service: ProductService): Route[] {
  return [
    {
      method: 'get',
      path: '/v1/products',
      access: 'public',
      handle: async ({ query }, response) => {
        const page =
          'ids' in query
            ? await service.getMany(parse(idsSchema, { ...query }).ids)
            : await service.searchText(parse(searchSchema, { ...query }));
        sendJson(response, page);
      },
    },
    {
      method: 'get',
      path: '/v1/products/:id',
      access: 'public',
      handle: async ({ params }, response) => {
        sendJson(response, await service.getText(parseId(params.id)));
      },
    },
    {
      method: 'get',
      path: '/v1/categories',
      access: 'public',
      handle: async (_request, response) => {
        sendJson(response, await service.categoriesText());
      },
    },
    ...adminRoutes(service),
  ];
}

function adminRoutes(service: ProductService): Route[] {
  return [
    {
      method: 'post',
      path: '/v1/products',
      handle: async ({ body }, response, context) => {
        requireAdmin(context);
        const product = await service.create(parse(newProductSchema, body));
        response
          .status(201)
          .set('Location', `/v1/products/${product.id}`)
          .json(product);
      },
    },
    {
      method: 'patch',
      path: '/v1/products/:id',
      handle: async ({ params, body }, response, context) => {
        requireAdmin(context);
        const change = parse(productChangeSchema, body);
        response.json(await service.change(parseId(params.id), change));
      },
    },
    {
      method: 'put',
      path: '/v1/products/:id/stock',
      handle: async ({ params, body }, response, context) => {
        requireAdmin(context);
        const { onHand } = parse(stockSchema, body);
        response.json(await service.setStock(parseId(params.id), onHand));
      },
    },
  ];
}
