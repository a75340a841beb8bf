import fc from 'fast-check';
import { totalCents, type OrderLine } from './money';

function aLine(quantity: number, unitPriceCents: number): OrderLine {
  return { productId: 'p', name: 'Lamp', quantity, unitPriceCents };
}

describe('totalCents', () => {
  it('should add whole cents', () => {
    expect(totalCents([])).toBe(0);
    expect(totalCents([aLine(3, 1_999), aLine(1, 1)])).toBe(5_998);
  });

  it('should be the same in any order, and exact', () => {
    const line = fc
      .tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 1e8 }))
      .map(([quantity, price]) => aLine(quantity, price));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 50 }), lines => {
        const exact = lines.reduce(
          (sum, { quantity, unitPriceCents }) =>
            sum + BigInt(quantity) * BigInt(unitPriceCents),
          0n,
        );
        expect(BigInt(totalCents(lines))).toBe(exact);
        expect(totalCents([...lines].reverse())).toBe(totalCents(lines));
      }),
    );
  });

  it.each([[aLine(0.5, 3)], [aLine(-1, 3)], [aLine(NaN, 1)]])(
    'should refuse %j',
    line => {
      expect(() => totalCents([line])).toThrow(RangeError);
    },
  );
});
