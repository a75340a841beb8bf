import {
  Estimate,
  EstimateLine,
  estimateSchema,
} from '@portico/plugin-environments-common';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { aProdSpec, aSpec } from '../__testUtils__/aSpec';
import { specArbitrary } from '../__testUtils__/specArbitrary';
import { aDocument, synthesized } from '../__testUtils__/synthesized';
import { Attributes } from '../document/TerraformDocument';
import { estimateDocument } from './estimateDocument';
import { listPrices } from './book/listPrices';
import { COMMITMENT, PriceBook } from './PriceBook';

const now = new Date('2026-11-25T12:00:00Z');
const region = 'us-west-2';

function amounts(lines: readonly EstimateLine[]) {
  return lines
    .filter(({ kind }) => kind === 'fixed')
    .map(({ module, component, monthly }) => [module, component, monthly]);
}

describe('estimateDocument', () => {
  it('should price the development environment as worked out by hand', () => {
    const estimate = estimateDocument(synthesized(aSpec()), { region, now });
    expect(amounts(estimate.lines)).toEqual([
      ['network', 'Public IPv4 address', '3.65'],
      ['network', 'NAT gateway', '32.85'],
      ['cluster', 'Control plane, standard support', '73.00'],
      ['cluster', 'Instances, t3.medium', '60.74'],
      ['cluster', 'Node volumes, gp3', '3.20'],
      ['database', 'Instance, db.t3.micro postgres', '13.14'],
      ['database', 'Storage, gp3', '2.30'],
      ['database', 'Secret', '0.40'],
      ['cache', 'Nodes, cache.t3.micro redis', '12.41'],
      ['edge', 'Application load balancer', '16.43'],
      ['edge', 'Public IPv4 addresses', '10.95'],
      ['edge', 'Web ACL', '5.00'],
      ['edge', 'Rules and managed groups', '4.00'],
      ['security', 'Key', '1.00'],
    ]);
    expect(estimate).toMatchObject({
      currency: 'USD',
      region,
      asOf: '2025-05-01',
      total: { monthly: '239.07', atLeast: true },
    });
  });

  it('should take nothing for services behind the load balancer, whose rules count as capacity', () => {
    const price = (services: { name: string; paths: string[] }[]) => {
      const document = synthesized(aSpec({ edge: { waf: {}, services } }));
      return estimateDocument(document, { region, now });
    };
    const { lines, total } = price([
      { name: 'user', paths: ['/v1/users', '/v1/keys'] },
      { name: 'order', paths: ['/v1/orders'] },
    ]);
    expect(total).toEqual({ monthly: '239.07', atLeast: true });
    expect(lines).toEqual(price([]).lines);
  });

  it('should price the production environment as worked out by hand', () => {
    // 98.55 NAT, 21.90 addresses, 73.00 + 210.24 + 12.00 cluster, 328.14 + 23.00
    // + 0.40 database, 1.00 key of its copied backups, 217.54 + 0.40 cache, 16.43 + 9.00
    // edge, 1.00 key, 12 × 0.10 alarms
    const estimate = estimateDocument(synthesized(aProdSpec()), {
      region,
      now,
    });
    expect(estimate.total).toEqual({ monthly: '1013.80', atLeast: true });
    expect(amounts(estimate.lines)).toEqual(
      expect.arrayContaining([
        ['cluster', 'Instances, m6i.large', '210.24'],
        ['cluster', 'Node volumes, gp3', '12.00'],
        ['database', 'Instance, db.r6g.large postgres, Multi-AZ', '328.14'],
        ['database', 'Storage, gp3', '23.00'],
        ['database', 'Secret', '0.40'],
        ['database', 'Key', '1.00'],
        ['cache', 'Secret', '0.40'],
        ['cache', 'Nodes, cache.m6g.large redis', '217.54'],
      ]),
    );
  });

  it('should price a load balancer behind CloudFront without public addresses, and a second firewall', () => {
    // 239.07 - 10.95 three public addresses + 5.00 + 4.00 web ACL of CloudFront
    const spec = aSpec({
      edge: { waf: {}, cloudFront: true, apiGateway: true },
    });
    const { total } = estimateDocument(synthesized(spec), { region, now });
    expect(total).toEqual({ monthly: '237.12', atLeast: true });
  });

  it('should tell the price of what depends on use, and neither quantity nor amount', () => {
    const { lines } = estimateDocument(synthesized(aSpec()), { region, now });
    const used = lines.filter(({ kind }) => kind === 'usage-dependent');
    expect(used.map(({ quantity, monthly }) => [quantity, monthly])).toEqual(
      used.map(() => [null, null]),
    );
    expect(used.map(({ component, price }) => [component, price])).toEqual(
      expect.arrayContaining([
        ['Capacity units', '0.008'],
        ['Data processed', '0.045'],
        ['Log ingestion', '0.50'],
        ['CPU credits', null],
      ]),
    );
  });

  it('should say where a price was read and when', () => {
    const { lines } = estimateDocument(synthesized(aSpec()), { region, now });
    const line = lines.find(({ component }) => component === 'NAT gateway');
    expect(line).toMatchObject({
      address: 'aws_nat_gateway.network_routing_nat-us-west-2a',
      resourceType: 'aws_nat_gateway',
      quantity: '730',
      unit: 'hour',
      price: '0.045',
      asOf: '2026-05-01',
      source: expect.stringContaining('us-east-1'),
    });
  });

  it('should not know what nobody has read for a region, and never say 0', () => {
    const spec = aSpec({ region: 'eu-west-1' });
    const estimate = estimateDocument(synthesized(spec), {
      region: 'eu-west-1',
      now,
    });
    const unknown = estimate.lines.filter(({ kind }) => kind === 'not-priced');
    expect(unknown).toMatchObject([
      { component: 'Instance, db.t3.micro postgres', quantity: '730' },
      { component: 'Secret', quantity: '1' },
      { component: 'Application load balancer', quantity: '730' },
      { component: 'Key', quantity: '1' },
    ]);
    for (const { monthly, price, note } of unknown) {
      expect([monthly, price, note]).toEqual([
        null,
        null,
        'No dated list price is known for it in eu-west-1',
      ]);
    }
    // 3.65 + 10.95 addresses, 35.04 NAT, 73.00, 2 × 33.288, 3.52, 2.54, 13.14, 9.00
    expect(estimate.total).toEqual({ monthly: '217.42', atLeast: true });
  });

  it('should take the price of the region that a resource names', () => {
    const keys = { 'aws_kms_key.here': {}, 'aws_kms_key.there': { region } };
    const { lines } = estimateDocument(aDocument(keys), {
      region: 'eu-west-1',
      now,
    });
    expect(
      lines
        .filter(({ component }) => component === 'Key')
        .map(({ address, monthly }) => [address, monthly]),
    ).toEqual([
      ['aws_kms_key.here', null],
      ['aws_kms_key.there', '1.00'],
    ]);
  });

  it('should say "at least" for one missing price alone, and not without', () => {
    const document = aDocument({ 'aws_eip.a': {} });
    const entry = {
      service: 'public-ipv4',
      region,
      attributes: { component: 'address' },
      unit: 'hour',
      usd: '0.005',
      source: 'a test',
      asOf: '2026-01-31',
    };
    const full = PriceBook.of([entry]);
    expect(
      estimateDocument(document, { region, now, prices: full }),
    ).toMatchObject({
      asOf: '2026-01-31',
      total: { monthly: '3.65', atLeast: false },
    });
    expect(
      estimateDocument(document, { region, now, prices: PriceBook.of([]) }),
    ).toMatchObject({
      asOf: '2026-11-25',
      total: { monthly: '0.00', atLeast: true },
      lines: [{ kind: 'not-priced', monthly: null, price: null }],
    });
  });

  it('should show what it has never heard of as not priced', () => {
    const { lines, total } = estimateDocument(
      aDocument({ 'aws_mainframe.old': {}, 'aws_vpc.free': {} }),
      { region, now },
    );
    expect(lines).toMatchObject([
      { address: 'aws_mainframe.old', kind: 'not-priced', monthly: null },
    ]);
    expect(total.atLeast).toBe(true);
  });

  it('should round a half cent up in each line', () => {
    // 730 × 0.0225 = 16.425
    const { lines } = estimateDocument(
      aDocument({ 'aws_lb.a': { internal: true, subnets: ['a'] } }),
      { region, now },
    );
    expect(amounts(lines)).toEqual([
      ['test', 'Application load balancer', '16.43'],
    ]);
  });

  it('should add up to the sum of its rounded lines, whatever there is', () => {
    const group = fc.record({
      instanceType: fc.constantFrom('t3.medium', 'm7i.large', 'x9.unknown'),
      desired: fc.integer({ min: 0, max: 100 }),
      disk: fc.integer({ min: 20, max: 1000 }),
      spot: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(group, { maxLength: 8 }), groups => {
        const resources: Record<string, Attributes> = {};
        groups.forEach(({ instanceType, desired, disk, spot }, i) => {
          resources[`aws_eks_node_group.g${i}`] = {
            instance_types: [instanceType],
            capacity_type: spot ? 'SPOT' : 'ON_DEMAND',
            disk_size: disk,
            launch_template: {},
            scaling_config: { desired_size: desired },
          };
        });
        const estimate = estimateDocument(aDocument(resources), {
          region,
          now,
        });
        const sum = estimate.lines.reduce(
          (total, { monthly }) => total.plus(monthly ?? 0),
          new Decimal(0),
        );
        expect(estimate.total.monthly).toBe(sum.toFixed(2));
        expect(estimate.total.atLeast).toBe(
          estimate.lines.some(({ monthly }) => monthly === null),
        );
        expect(estimateSchema.parse(estimate)).toEqual(estimate);
      }),
      { numRuns: 100 },
    );
  });

  it('should tell what a commitment would save where its price is known, and take nothing off', () => {
    const document = synthesized(aSpec());
    const without = estimateDocument(document, { region, now });
    expect(without.commitment).toBe(null);
    const prices = listPrices.with([
      {
        service: 'ec2',
        region,
        attributes: {
          instanceType: 't3.medium',
          operatingSystem: 'linux',
          ...COMMITMENT,
        },
        unit: 'hour',
        usd: '0.0262',
        source: 'AWS Price List API',
        asOf: '2026-11-20',
      },
    ]);
    const estimate = estimateDocument(document, { region, now, prices });
    // 1460 h: 60.74 on demand, 38.25 committed
    expect(estimate.commitment).toEqual({ saving: '22.49', lines: 1 });
    expect(estimate.total).toEqual(without.total);
    expect(estimate.lines).toEqual(without.lines);
  });
});

describe('the estimate of a difference', () => {
  const cents = (amount: string | null) =>
    Math.round(Number(amount ?? '0') * 100);

  /** What each line has more or less than before; a line that is new or gone counts whole. */
  function differences(before: Estimate, after: Estimate): number[] {
    const keyOf = ({ address, component }: EstimateLine) =>
      `${address} ${component}`;
    const sums = new Map<string, number>();
    const add = (line: EstimateLine, sign: number) =>
      sums.set(
        keyOf(line),
        (sums.get(keyOf(line)) ?? 0) + sign * cents(line.monthly),
      );
    before.lines.forEach(line => add(line, -1));
    after.lines.forEach(line => add(line, 1));
    return [...sums.values()];
  }

  it('should be the difference of the estimates, whatever changes', () => {
    fc.assert(
      fc.property(specArbitrary, specArbitrary, (left, right) => {
        const [before, after] = [left, right].map(spec =>
          estimateDocument(synthesized(spec), {
            region: spec.spec.region,
            now,
          }),
        );
        expect(differences(before, after).reduce((sum, n) => sum + n, 0)).toBe(
          cents(after.total.monthly) - cents(before.total.monthly),
        );
      }),
      { numRuns: 10 },
    );
  });
});
