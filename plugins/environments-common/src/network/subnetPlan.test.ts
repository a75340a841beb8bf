import fc from 'fast-check';
import { cidrContains, cidrSize, cidrsOverlap, parseCidr } from './cidr';
import { subnetPlan } from './subnetPlan';

const ZONES = ['us-west-2a', 'us-west-2b', 'us-west-2c', 'us-west-2d'];
const block = (text: string) => {
  const parsed = parseCidr(text);
  if (!parsed.valid) throw new Error(`${text} ${parsed.message}`);
  return parsed.cidr;
};

describe('subnetPlan', () => {
  it('should give a /16 the well-known blocks', () => {
    const plan = subnetPlan('10.0.0.0/16', ZONES.slice(0, 3));
    expect(plan.map(({ tier, zone, cidr }) => [tier, zone, cidr])).toEqual([
      ['public', 'us-west-2a', '10.0.101.0/24'],
      ['public', 'us-west-2b', '10.0.102.0/24'],
      ['public', 'us-west-2c', '10.0.103.0/24'],
      ['private', 'us-west-2a', '10.0.1.0/24'],
      ['private', 'us-west-2b', '10.0.2.0/24'],
      ['private', 'us-west-2c', '10.0.3.0/24'],
      ['database', 'us-west-2a', '10.0.201.0/24'],
      ['database', 'us-west-2b', '10.0.202.0/24'],
      ['database', 'us-west-2c', '10.0.203.0/24'],
    ]);
  });

  it('should cut a smaller network into equal parts', () => {
    const plan = subnetPlan('172.16.32.0/20', ZONES.slice(0, 2));
    expect(plan.map(({ tier, index, cidr }) => [tier, index, cidr])).toEqual([
      ['public', 1, '172.16.32.0/24'],
      ['public', 2, '172.16.33.0/24'],
      ['private', 1, '172.16.36.0/24'],
      ['private', 2, '172.16.37.0/24'],
      ['database', 1, '172.16.40.0/24'],
      ['database', 2, '172.16.41.0/24'],
    ]);
  });

  it('should keep a subnet where it is when a zone is added', () => {
    for (const cidr of ['10.0.0.0/16', '10.0.0.0/17', '10.0.0.0/20']) {
      const three = subnetPlan(cidr, ZONES.slice(0, 3)).map(s => s.cidr);
      const four = subnetPlan(cidr, ZONES).map(s => s.cidr);
      expect(four).toEqual(expect.arrayContaining(three));
    }
  });

  it('should never overlap, never leave the network, and be of one size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 16, max: 20 }),
        fc.integer({ min: 0, max: 255 }),
        fc.integer({ min: 0, max: 15 }),
        fc.integer({ min: 1, max: 4 }),
        (prefix, second, part, zones) => {
          const third = (part * cidrSize(prefix)) / 256;
          const network = `10.${second}.${third % 256}.0/${prefix}`;
          fc.pre(parseCidr(network).valid);
          const blocks = subnetPlan(network, ZONES.slice(0, zones)).map(
            ({ cidr }) => block(cidr),
          );
          expect(blocks).toHaveLength(3 * zones);
          expect(new Set(blocks.map(b => b.prefix)).size).toBe(1);
          expect(
            blocks.filter(inner => !cidrContains(block(network), inner)),
          ).toEqual([]);
          const clashes = blocks.flatMap((left, index) =>
            blocks.slice(index + 1).filter(right => cidrsOverlap(left, right)),
          );
          expect(clashes).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ['10.0.0.0/21', ZONES, 'network.cidr 10.0.0.0/21 must be between'],
    ['8.8.0.0/16', ZONES, 'must be a private block'],
    ['10.0.0.0/16', [], 'a network spans 1 to 4 zones, not 0'],
    ['10.0.0.0/16', [...ZONES, 'x'], 'a network spans 1 to 4 zones, not 5'],
  ])('should refuse %s with %j', (cidr, zones, words) => {
    expect(() => subnetPlan(cidr, zones)).toThrow(words);
  });
});
