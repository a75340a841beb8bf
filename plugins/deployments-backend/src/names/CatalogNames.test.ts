import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { aComponent, anEnvironment } from '../__testUtils__/aComponent';
import { CatalogNames } from './CatalogNames';

const NOTHING = { environments: [], aliases: new Map(), workflows: [] };

const others: Entity[] = [
  { ...aComponent('order-api'), kind: 'API' },
  { ...anEnvironment('order-database'), spec: { type: 'database' } },
];

function aCatalog(entities: Entity[] = []) {
  const known = { entities };
  let failure: Error | null = null;
  let gate: Promise<void> = Promise.resolve();
  const asked: object[] = [];
  const time = { now: 0 };
  const warn = jest.fn();
  const names = CatalogNames.create({
    catalog: {
      async *streamEntities(request, options) {
        asked.push(await options.credentials);
        await gate;
        if (failure) {
          throw failure;
        }
        yield* catalogServiceMock(known).streamEntities({
          ...request,
          pageSize: 2,
        });
      },
    },
    auth: mockServices.auth(),
    config: NOTHING,
    logger: { warn },
    patienceMs: 200,
    now: () => time.now,
  });
  return {
    names,
    known,
    asked,
    time,
    warn,
    fail: (error: Error | null) => {
      failure = error;
    },
    hold: (until: Promise<void>) => {
      gate = until;
    },
  };
}

const SHOP = [
  ...['order-service', 'payment-service', 'user-service'].map(name =>
    aComponent(name),
  ),
  anEnvironment('prod'),
  ...others,
];

describe('CatalogNames', () => {
  it('should read all pages, as the plugin itself, and nothing but components and environments', async () => {
    const { names, asked } = aCatalog(SHOP);
    const { components, environments } = await names.current();
    expect(components.map(({ name }) => name).sort()).toEqual([
      'order-service',
      'payment-service',
      'user-service',
    ]);
    expect(environments).toEqual(['prod']);
    expect(asked).toMatchObject([{ principal: { type: 'service' } }]);
  });

  it('should read anew for whoever missed a name, and not more often than every five seconds', async () => {
    const { names, asked, time, known } = aCatalog(SHOP);
    await names.current();
    known.entities = [...SHOP, aComponent('cart')];
    time.now = 4_000;
    expect((await names.fresher()).entityRefOf('cart')).toBeNull();
    expect(asked).toHaveLength(1);
    time.now = 5_000;
    const [one, other] = await Promise.all([names.fresher(), names.fresher()]);
    expect(one.entityRefOf('cart')).toBe('component:default/cart');
    expect(other).toBe(one);
    expect((await names.current()).entityRefOf('cart')).not.toBeNull();
    expect(asked).toHaveLength(2);
  });

  it('should not go on asking a catalog that fails for a name that was missed', async () => {
    const { names, asked, time, fail } = aCatalog(SHOP);
    await names.current();
    fail(new Error('gone'));
    time.now = 6_000;
    expect((await names.fresher()).entityRefOf('cart')).toBeNull();
    time.now = 8_000;
    await names.fresher();
    expect(asked).toHaveLength(2);
  });

  it('should ask once a minute, and once for all who ask at the same time', async () => {
    const { names, asked, time, known } = aCatalog(SHOP);
    await Promise.all([names.current(), names.current(), names.current()]);
    known.entities = [...SHOP, aComponent('cart')];
    time.now = 59_999;
    expect((await names.current()).entityRefOf('cart')).toBeNull();
    expect(asked).toHaveLength(1);
    time.now = 60_000;
    expect((await names.current()).entityRefOf('cart')).not.toBeNull();
    expect(asked).toHaveLength(2);
  });

  it('should ask an empty catalog again soon: it is one that fills', async () => {
    const { names, known, time } = aCatalog();
    expect((await names.current()).components).toEqual([]);
    known.entities = SHOP;
    time.now = 5_000;
    expect((await names.current()).components).toHaveLength(3);
  });

  it('should keep the last good names while the catalog fails, and not ask all the time', async () => {
    const { names, fail, asked, time, warn } = aCatalog(SHOP);
    await names.current();
    fail(new Error('the database is gone'));
    time.now = 60_000;
    expect((await names.current()).components).toHaveLength(3);
    await names.current();
    expect(asked).toHaveLength(2);
    expect(warn.mock.calls).toEqual([
      [expect.stringContaining('the database is gone')],
    ]);
    fail(null);
    time.now = 70_000;
    await names.current();
    expect(asked).toHaveLength(3);
  });

  it('should say so where the catalog failed from the start, and recover', async () => {
    const { names, fail } = aCatalog(SHOP);
    fail(new Error('not yet'));
    await expect(names.current()).rejects.toThrow(
      'The catalog could not be read: not yet',
    );
    fail(null);
    expect((await names.current()).components).toHaveLength(3);
  });

  it('should not wait for a catalog that hangs', async () => {
    const { names, hold, time } = aCatalog(SHOP);
    await names.current();
    hold(new Promise(() => {}));
    time.now = 60_000;
    expect((await names.current()).components).toHaveLength(3);
  });
});
