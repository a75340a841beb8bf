import {
  parseId,
  parseRequest,
  requireAdmin,
  sendJson,
  type Route,
} from '@portico/service-kit';
import {
  idsSchema,
  newProductSchema,
  productChangeSchema,
  searchSchema,
  stockSchema,
} from './product';
import type { ProductService } from './ProductService';

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
            ? await service.getMany(parseRequest(idsSchema, { ...query }).ids)
            : await service.searchText(
                parseRequest(searchSchema, { ...query }),
              );
        sendJson(response, page);
      },
    },
    {
      method: 'get',
      path: '/v1/products/:id',
      access: 'public',
      handle: async ({ params }, response) => {
        sendJson(
          response,
          await service.getText(parseId(params.id, 'product')),
        );
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
        const product = await service.create(
          parseRequest(newProductSchema, body),
        );
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
        const change = parseRequest(productChangeSchema, body);
        response.json(
          await service.change(parseId(params.id, 'product'), change),
        );
      },
    },
    {
      method: 'put',
      path: '/v1/products/:id/stock',
      handle: async ({ params, body }, response, context) => {
        requireAdmin(context);
        const { onHand } = parseRequest(stockSchema, body);
        response.json(
          await service.setStock(parseId(params.id, 'product'), onHand),
        );
      },
    },
  ];
}
