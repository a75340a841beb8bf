import { extendedTtl } from './extension';

describe('extendedTtl', () => {
  it('should add days to what there is', () => {
    expect(extendedTtl('14d', 7)).toBe('21d');
    expect(extendedTtl('36h', 1)).toBe('60h');
    expect(extendedTtl('24h', 3)).toBe('4d');
    expect(extendedTtl('soon', 3)).toBeUndefined();
    // No environment may live longer than a year.
    expect(extendedTtl('358d', 7)).toBe('365d');
    expect(extendedTtl('359d', 7)).toBeUndefined();
  });
});
