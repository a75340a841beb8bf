import { canonicalHash } from './canonicalHash';

describe('canonicalHash', () => {
  it('should not depend on the order of fields or on fields that are not set', () => {
    expect(canonicalHash({ a: 1, b: { c: 2, d: undefined } })).toBe(
      canonicalHash({ b: { c: 2 }, a: 1 }),
    );
  });

  it.each([
    [{ a: 1 }, { a: '1' }],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: null }, {}],
    [undefined, null],
  ])('should tell %j from %j', (left, right) => {
    expect(canonicalHash(left)).not.toBe(canonicalHash(right));
  });
});
