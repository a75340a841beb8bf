import fc from 'fast-check';
import { cidrsOverlap, parseNetworkCidr } from './cidr';
import { checkCidrFree, nextFreeCidr } from './freeCidr';

const block = (text: string) => {
  const parsed = parseNetworkCidr(text);
  if (!parsed.valid) throw new Error(`${text} ${parsed.message}`);
  return parsed.cidr;
};
const takenArbitrary = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 16, max: 20 }))
    .map(([second, prefix]) => `10.${second}.0.0/${prefix}`),
  { maxLength: 300 },
);

describe('nextFreeCidr', () => {
  it.each([
    [[], undefined, '10.0.0.0/16'],
    [['10.0.0.0/16'], undefined, '10.1.0.0/16'],
    [['10.0.0.0/16', '10.2.0.0/16'], undefined, '10.1.0.0/16'],
    [['10.0.128.0/20'], undefined, '10.1.0.0/16'],
    [['10.20.0.0/17'], '10.20.0.0/16', '10.21.0.0/16'],
    [['10.255.0.0/16'], '10.255.0.0/16', '10.0.0.0/16'],
    [['172.16.0.0/16'], '172.16.0.0/16', '10.0.0.0/16'],
    [['nonsense', '10.0.0.0/16'], undefined, '10.1.0.0/16'],
    [['10.0.0.0/8'], undefined, undefined],
  ])('should find with %j taken after %s: %s', (taken, after, free) => {
    expect(nextFreeCidr(taken, after)).toBe(free);
  });

  it('should find a block that overlaps none, unless all are taken', () => {
    fc.assert(
      fc.property(takenArbitrary, taken => {
        const free = nextFreeCidr(taken);
        const seconds = new Set(taken.map(text => text.split('.')[1]));
        expect(free === undefined).toBe(seconds.size === 256);
        const clashes = free
          ? taken.filter(text => cidrsOverlap(block(text), block(free)))
          : [];
        expect(clashes).toEqual([]);
      }),
    );
    const all = Array.from({ length: 256 }, (_, i) => `10.${i}.0.0/16`);
    expect(nextFreeCidr(all)).toBeUndefined();
  });
});

describe('checkCidrFree', () => {
  const taken = [
    { environment: 'dev', cidr: '10.0.0.0/16' },
    { environment: 'staging', cidr: '10.20.0.0/17' },
  ];

  it('should tell who holds a block and which is free next', () => {
    expect(checkCidrFree('10.20.0.0/16', taken)).toEqual({
      free: false,
      taken: { environment: 'staging', cidr: '10.20.0.0/17' },
      message:
        '10.20.0.0/16 overlaps staging (10.20.0.0/17). Free next: 10.21.0.0/16',
      suggestion: '10.21.0.0/16',
    });
  });

  it('should take a block beside the others', () => {
    expect(checkCidrFree('10.20.128.0/17', taken)).toEqual({ free: true });
  });

  it('should propose nothing where nothing is left', () => {
    expect(
      checkCidrFree('10.1.0.0/16', [
        { environment: 'all', cidr: '10.0.0.0/8' },
      ]),
    ).toEqual({
      free: false,
      taken: { environment: 'all', cidr: '10.0.0.0/8' },
      message: '10.1.0.0/16 overlaps all (10.0.0.0/8).',
      suggestion: undefined,
    });
  });

  it('should leave a text that is no block to the rule for blocks', () => {
    expect(checkCidrFree('10.0.0.0', taken)).toEqual({ free: true });
  });
});
