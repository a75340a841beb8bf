import { createTools, readConfig, serviceSettings } from '@portico/service-kit';
import {
  startTestProductService,
  type TestProductService,
} from './__testUtils__/productService';
import { HttpProductCatalog } from './ProductCatalog';

const idOf = (n: number) =>
  `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const GONE = idOf(999);
const { log } = createTools({
  name: 'order-service',
  config: readConfig(serviceSettings, { LOG_LEVEL: 'silent' }),
});

describe('HttpProductCatalog', () => {
  let priceCents = 100;
  let status = 200;
  let products: TestProductService;
  let catalog: HttpProductCatalog;

  const askedIds = () => products.asked.map(({ ids }) => ids);
  const untilAsked = async () => {
    while (products.seen.underWay === 0)
      await new Promise(resolve => setImmediate(resolve));
  };

  beforeEach(async () => {
    priceCents = 100;
    status = 200;
    products = await startTestProductService({
      product: id =>
        id === GONE ? undefined : { id, name: `Product ${id}`, priceCents },
      status: () => status,
      answerMs: 20,
    });
    catalog = HttpProductCatalog.create({ baseUrl: products.url, log });
  });
  afterEach(() => {
    catalog.close();
    products.close();
  });

  it('should ask once for a cart, and leave out what is not for sale', async () => {
    const found = await catalog.find([idOf(1), GONE, idOf(2)]);
    expect([...found.keys()]).toEqual([idOf(1), idOf(2)]);
    expect(askedIds()).toEqual([[idOf(1), GONE, idOf(2)]]);
  });

  it('should ask for nothing where a cart is empty', async () => {
    expect(await catalog.find([])).toEqual(new Map());
    expect(products.asked).toEqual([]);
  });

  it('should gather what a rush of shoppers asks for', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) => catalog.find([idOf(n % 30)])),
    );
    answers.forEach((found, n) => {
      expect([...found.keys()]).toEqual([idOf(n % 30)]);
    });
    expect(products.asked).toHaveLength(1);
    const first = catalog.find([idOf(0)]);
    await untilAsked();
    const late = Array.from({ length: 60 }, (_, n) => catalog.find([idOf(n)]));
    await Promise.all([first, ...late]);
    expect(
      askedIds()
        .slice(1)
        .map(ids => ids.length),
    ).toEqual([1, 60]);
    expect(products.seen.mostAtOnce).toBe(1);
  });

  it('should give nobody a price that was read before they asked', async () => {
    const first = catalog.find([idOf(1)]);
    await untilAsked();
    priceCents = 200;
    const second = await catalog.find([idOf(1)]);
    expect((await first).get(idOf(1))?.priceCents).toBe(100);
    expect(second.get(idOf(1))?.priceCents).toBe(200);
  });

  it('should split what is too much for one call', async () => {
    const ids = Array.from({ length: 250 }, (_, n) => idOf(n));
    expect((await catalog.find(ids)).size).toBe(250);
    expect(askedIds().map(({ length }) => length)).toEqual([100, 100, 50]);
  });

  it('should go on after a failure', async () => {
    status = 500;
    await expect(catalog.find([idOf(1)])).rejects.toMatchObject({
      status: 503,
    });
    await expect(catalog.shown(idOf(1))).rejects.toMatchObject({ status: 503 });
    status = 200;
    expect((await catalog.find([idOf(1)])).size).toBe(1);
    expect(await catalog.shown(idOf(1))).toMatchObject({ id: idOf(1) });
  });

  it('should ask for a single product as everybody who looks at it does', async () => {
    expect(await catalog.shown(idOf(1))).toEqual({
      ...{ id: idOf(1), name: `Product ${idOf(1)}`, priceCents: 100 },
    });
    expect(await catalog.shown(GONE)).toBeUndefined();
    expect(products.asked.map(({ path }) => path)).toEqual([
      `/v1/products/${idOf(1)}`,
      `/v1/products/${GONE}`,
    ]);
  });

  it('should gather what a rush puts into carts, and not what is checked out', async () => {
    const rush = Array.from({ length: 60 }, (_, n) => catalog.shown(idOf(n)));
    const found = await Promise.all([...rush, catalog.shown(GONE)]);
    expect(found.map(product => product?.id)).toEqual([
      ...Array.from({ length: 60 }, (_, n) => idOf(n)),
      undefined,
    ]);
    expect(askedIds().map(({ length }) => length)).toEqual([61]);
    await Promise.all([catalog.shown(idOf(1)), catalog.find([idOf(2)])]);
    expect(askedIds().slice(1)).toEqual([[idOf(1)], [idOf(2)]]);
  });
});
