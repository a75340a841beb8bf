import { BadRequestError } from '../errors/ServiceError';
import { RouteTable } from './RouteTable';

const table = RouteTable.create([
  { method: 'get', path: '/v1/products/newest' },
  { method: 'get', path: '/v1/products/:id' },
  { method: 'put', path: '/v1/products/:id/images/:image' },
  { method: 'get', path: '/v1/openapi.json' },
]);

describe('RouteTable', () => {
  it.each([
    ['GET', '/v1/products/newest', '/v1/products/newest'],
    ['GET', '/v1/products/17', '/v1/products/:id'],
    ['HEAD', '/v1/products/17', '/v1/products/:id'],
    ['GET', '/V1/Products/17/', '/v1/products/:id'],
    ['PUT', '/v1/products/17/images/2', '/v1/products/:id/images/:image'],
    ['GET', '/v1/openapi.json', '/v1/openapi.json'],
    ['GET', '/v1/openapi-json', undefined],
    ['GET', '/v1/products', undefined],
    ['GET', '/v1/products/', undefined],
    ['GET', '/v1/products/17/18', undefined],
    ['GET', '/v1/products/17//', undefined],
    ['GET', '/x/v1/products/17', undefined],
    ['POST', '/v1/products/17', undefined],
    ['constructor', '/v1/products/17', undefined],
  ])('should answer %s %s with %s', (method, path, template) => {
    expect(table.find(method, path)?.entry.path).toBe(template);
  });

  it('should decode what the path holds, and nothing else', () => {
    const path = '/v1/products/a%20b/images/__proto__';
    const params = table.find('PUT', path)?.params();
    expect({ ...params }).toEqual({ id: 'a b', image: '__proto__' });
    expect(Object.getPrototypeOf(params)).toBeNull();
  });

  it('should refuse what cannot be decoded', () => {
    const found = table.find('GET', '/v1/products/%ff');
    expect(() => found?.params()).toThrow(BadRequestError);
  });

  it.each(['/v1/*rest', '/v1/{:id}', '/v1/a b', '/v1/', 'v1', '/v1/(a|b)'])(
    'should not take %s, which is no template',
    path => {
      expect(() => RouteTable.create([{ method: 'get', path }])).toThrow(
        /is no template/,
      );
    },
  );
});
