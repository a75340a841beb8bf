import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createTools, readConfig, serviceSettings } from '@portico/service-kit';
import { HttpProductCatalog } from './ProductCatalog';

const idOf = (n: number) =>
  `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const GONE = idOf(999);
const { log } = createTools({
  name: 'order-service',
  config: readConfig(serviceSettings, { LOG_LEVEL: 'silent' }),
});

describe('HttpProductCatalog', () => {
  const asked: string[][] = [];
  let underWay = 0;
  let mostAtOnce = 0;
  let priceCents = 100;
  let status = 200;

  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://product');
    const ids = searchParams.get('ids')?.split(',') ?? [];
    asked.push(ids);
    underWay += 1;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    const items = ids
      .filter(id => id !== GONE)
      .map(id => ({ id, name: `Product ${id}`, priceCents }));
    setTimeout(() => {
      underWay -= 1;
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ items }));
    }, 20);
  });
  let catalog: HttpProductCatalog;

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  beforeEach(() => {
    asked.length = 0;
    mostAtOnce = 0;
    priceCents = 100;
    status = 200;
    const { port } = server.address() as AddressInfo;
    catalog = HttpProductCatalog.create({
      baseUrl: `http://127.0.0.1:${port}`,
      log,
    });
  });
  afterEach(() => catalog.close());
  afterAll(() => server.close());

  it('should ask once for a cart, and leave out what is not for sale', async () => {
    const found = await catalog.find([idOf(1), GONE, idOf(2)]);
    expect([...found.keys()]).toEqual([idOf(1), idOf(2)]);
    expect(asked).toEqual([[idOf(1), GONE, idOf(2)]]);
  });

  it('should ask for nothing where a cart is empty', async () => {
    expect(await catalog.find([])).toEqual(new Map());
    expect(asked).toEqual([]);
  });

  it('should gather what a rush of shoppers asks for', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) => catalog.find([idOf(n % 30)])),
    );
    answers.forEach((found, n) => {
      expect([...found.keys()]).toEqual([idOf(n % 30)]);
    });
    expect(asked).toHaveLength(1);
    const first = catalog.find([idOf(0)]);
    while (underWay === 0) await new Promise(resolve => setImmediate(resolve));
    const late = Array.from({ length: 60 }, (_, n) => catalog.find([idOf(n)]));
    await Promise.all([first, ...late]);
    expect(asked.slice(1).map(ids => ids.length)).toEqual([1, 60]);
    expect(mostAtOnce).toBe(1);
  });

  it('should give nobody a price that was read before they asked', async () => {
    const first = catalog.find([idOf(1)]);
    while (underWay === 0) await new Promise(resolve => setImmediate(resolve));
    priceCents = 200;
    const second = await catalog.find([idOf(1)]);
    expect((await first).get(idOf(1))?.priceCents).toBe(100);
    expect(second.get(idOf(1))?.priceCents).toBe(200);
  });

  it('should split what is too much for one call', async () => {
    const ids = Array.from({ length: 250 }, (_, n) => idOf(n));
    expect((await catalog.find(ids)).size).toBe(250);
    expect(asked.map(({ length }) => length)).toEqual([100, 100, 50]);
  });

  it('should go on after a failure', async () => {
    status = 500;
    await expect(catalog.find([idOf(1)])).rejects.toMatchObject({
      status: 503,
    });
    status = 200;
    expect((await catalog.find([idOf(1)])).size).toBe(1);
  });
});
