import { randomUUID } from 'node:crypto';
import { BadRequestError } from '@portico/service-kit';
import { testTables } from '@portico/service-kit/testUtils';
import { MIGRATIONS } from './app';
import { CartService, type CartView } from './CartService';
import { CartStore } from './CartStore';

jest.setTimeout(60_000);

describe('CartService', () => {
  const tables = testTables(MIGRATIONS);
  let carts: CartService;

  beforeAll(() => {
    carts = CartService.create({
      database: tables.database(),
      store: new CartStore(),
      catalog: {
        shown: async id => ({ id, name: 'Lamp', priceCents: 100 }),
      },
    });
  });

  const putAtOnce = (userId: string, many: number) =>
    Promise.allSettled(
      Array.from({ length: many }, () => carts.put(userId, randomUUID(), 1)),
    );

  it('should tell everything that was put in before, however many do it at once', async () => {
    const answers = await putAtOnce(randomUUID(), 20);
    const sizes = answers.map(answer =>
      answer.status === 'fulfilled' ? answer.value.lines.length : 0,
    );
    expect(sizes.sort((one, other) => one - other)).toEqual(
      Array.from({ length: 20 }, (_none, n) => n + 1),
    );
  });

  it('should hold 50 products, however many come at once, and each of them again', async () => {
    const userId = randomUUID();
    const answers = await putAtOnce(userId, 60);
    const refused = answers.flatMap(answer =>
      answer.status === 'rejected' ? [answer.reason] : [],
    );
    expect(refused).toHaveLength(10);
    for (const reason of refused)
      expect(reason).toBeInstanceOf(BadRequestError);
    const { lines } = await carts.get(userId);
    expect(lines).toHaveLength(50);
    const again = await carts.put(userId, lines[7].productId, 3);
    const expected: CartView = {
      currency: 'USD',
      totalCents: 52 * 100,
      lines: lines.map((line, n) => ({ ...line, quantity: n === 7 ? 3 : 1 })),
    };
    expect(again).toEqual(expected);
    await carts.remove(userId, lines[7].productId);
    expect((await carts.put(userId, randomUUID(), 1)).lines).toHaveLength(50);
  });
});
