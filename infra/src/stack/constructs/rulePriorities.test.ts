import fc from 'fast-check';
import { rulePriorities } from './rulePriorities';

const segment = fc.stringMatching(/^[a-z]{1,3}$/);
const path = fc
  .array(segment, { maxLength: 8 })
  .map(segments => `/${segments.join('/')}`);
const paths = fc.uniqueArray(path, { minLength: 1, maxLength: 100 });

/** Two paths that come to the same place: found by trying, and checked here. */
const TWINS = ['/c78', '/c102'];

describe('rulePriorities', () => {
  it('should give each path one of its own that a listener knows', () => {
    fc.assert(
      fc.property(paths, all => {
        const given = [...rulePriorities(all).values()];
        expect(new Set(given).size).toBe(all.length);
        expect(Math.min(...given)).toBeGreaterThanOrEqual(1);
        expect(Math.max(...given)).toBeLessThanOrEqual(50_000);
      }),
    );
  });

  it('should ask for a deeper path before the one above it', () => {
    fc.assert(
      fc.property(paths, all => {
        const given = rulePriorities(all);
        for (const inner of all) {
          for (const outer of all) {
            const isBelow = inner.startsWith(outer === '/' ? '/' : `${outer}/`);
            if (!isBelow || inner === outer) continue;
            expect(given.get(inner)).toBeLessThan(given.get(outer) ?? 0);
          }
        }
      }),
    );
  });

  it('should move nothing when a path is added at the end', () => {
    fc.assert(
      fc.property(paths, all => {
        const before = rulePriorities(all.slice(0, -1));
        const after = rulePriorities(all);
        for (const [known, priority] of before) {
          expect(after.get(known)).toBe(priority);
        }
      }),
    );
  });

  it('should not depend on the others wherever one is added', () => {
    const all = ['/v1/users', '/v1/orders', '/v1/cart', '/v1/products', '/'];
    const alone = all.map(one => rulePriorities([one]).get(one));
    expect(all.map(one => rulePriorities(all).get(one))).toEqual(alone);
    expect([...rulePriorities([...all].reverse()).values()].reverse()).toEqual(
      alone,
    );
  });

  it('should let the later of two that come to the same take the next', () => {
    const [one, other] = TWINS;
    const same = rulePriorities([one]).get(one) ?? 0;
    expect(rulePriorities([other]).get(other)).toBe(same);
    expect([...rulePriorities(TWINS)]).toEqual([
      [one, same],
      [other, same + 1],
    ]);
  });
});
