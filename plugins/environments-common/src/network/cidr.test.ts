import fc from 'fast-check';
import {
  cidrContains,
  cidrSize,
  cidrsOverlap,
  formatCidr,
  isPrivateCidr,
  parseCidr,
  parseNetworkCidr,
  type Cidr,
} from './cidr';

function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (!parsed.valid) throw new Error(`${text} ${parsed.message}`);
  return parsed.cidr;
}

/** Blocks close together and small, so that their addresses can be counted one by one. */
const smallBlock = fc
  .tuple(fc.integer({ min: 0, max: 63 }), fc.integer({ min: 26, max: 32 }))
  .map(([offset, prefix]) => {
    const size = 2 ** (32 - prefix);
    return { address: 0x0a000000 + Math.floor(offset / size) * size, prefix };
  });
const addressesOf = ({ address, prefix }: Cidr) =>
  Array.from({ length: 2 ** (32 - prefix) }, (_, index) => address + index);

describe('parseCidr', () => {
  it.each([
    ['10.0.0.0/16', 0x0a000000, 16],
    ['0.0.0.0/0', 0, 0],
    ['255.255.255.255/32', 0xffffffff, 32],
    ['192.168.128.0/17', 0xc0a88000, 17],
  ])('should read %s', (text, address, prefix) => {
    expect(parseCidr(text)).toEqual({ valid: true, cidr: { address, prefix } });
    expect(formatCidr({ address, prefix })).toBe(text);
  });

  it.each([
    '',
    '10.0.0.0',
    '10.0.0/16',
    '10.0.0.0/33',
    '10.0.0.256/32',
    '10.0.0.0/016',
    '010.0.0.0/16',
    '10.0.0.0/-1',
    '10.0.0.0/16 ',
    ' 10.0.0.0/16',
    '10.0.0.0/16\n',
    '1e1.0.0.0/16',
    '0x0a.0.0.0/16',
    '::/0',
    '٣.0.0.0/8',
    '10.0.0.0/16"; rm -rf',
    '1'.repeat(100_000),
  ])('should refuse %j', text => {
    expect(parseCidr(text.slice(0, 100_000))).toEqual({
      valid: false,
      message: expect.stringContaining(
        'must be an IPv4 block such as 10.0.0.0/16',
      ),
    });
  });

  it('should refuse an address inside the block, and tell the first one', () => {
    expect(parseCidr('10.0.5.0/16')).toEqual({
      valid: false,
      message:
        'must start at the first address of its block; write 10.0.0.0/16',
    });
  });

  it('should read back what it writes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 0xffffffff }),
        fc.integer({ min: 0, max: 32 }),
        (any, prefix) => {
          const address = any - (any % cidrSize(prefix));
          const text = formatCidr({ address, prefix });
          expect(parseCidr(text)).toEqual({
            valid: true,
            cidr: { address, prefix },
          });
        },
      ),
    );
  });
});

describe('cidrsOverlap', () => {
  it.each([
    ['10.20.0.0/16', '10.20.0.0/17', true],
    ['10.20.0.0/17', '10.20.128.0/17', false],
    ['10.0.0.0/8', '10.255.255.255/32', true],
    ['10.0.0.0/16', '10.1.0.0/16', false],
    ['0.0.0.0/0', '192.168.0.0/16', true],
    ['128.0.0.0/1', '0.0.0.0/1', false],
  ])('should tell whether %s and %s overlap: %s', (left, right, overlap) => {
    expect(cidrsOverlap(cidr(left), cidr(right))).toBe(overlap);
    expect(cidrsOverlap(cidr(right), cidr(left))).toBe(overlap);
  });

  it('should agree with counting addresses', () => {
    fc.assert(
      fc.property(smallBlock, smallBlock, (left, right) => {
        const rightAddresses = new Set(addressesOf(right));
        const shared = addressesOf(left).filter(a => rightAddresses.has(a));
        expect(cidrsOverlap(left, right)).toBe(shared.length > 0);
        expect(cidrContains(left, right)).toBe(
          shared.length === rightAddresses.size,
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('isPrivateCidr', () => {
  it.each([
    ['10.0.0.0/8', true],
    ['10.255.0.0/16', true],
    ['172.16.0.0/12', true],
    ['172.31.0.0/16', true],
    ['172.32.0.0/16', false],
    ['172.0.0.0/8', false],
    ['192.168.0.0/16', true],
    ['192.169.0.0/16', false],
    ['8.8.0.0/16', false],
    ['0.0.0.0/0', false],
  ])('should tell whether %s is private: %s', (text, isPrivate) => {
    expect(isPrivateCidr(cidr(text))).toBe(isPrivate);
  });
});

describe('parseNetworkCidr', () => {
  it.each(['10.0.0.0/16', '172.16.0.0/17', '192.168.0.0/18', '10.9.16.0/20'])(
    'should take %s',
    text => {
      expect(parseNetworkCidr(text)).toEqual({ valid: true, cidr: cidr(text) });
    },
  );

  it.each([
    ['10.0.0.0/15', 'must be between /16 and /20; this is /15'],
    ['10.0.0.0/21', 'must be between /16 and /20; this is /21'],
    ['8.8.0.0/16', 'must be a private block'],
    ['10.0.0.1/16', 'write 10.0.0.0/16'],
  ])('should refuse %s', (text, words) => {
    expect(parseNetworkCidr(text)).toEqual({
      valid: false,
      message: expect.stringContaining(words),
    });
  });
});
