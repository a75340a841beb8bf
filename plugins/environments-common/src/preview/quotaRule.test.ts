import fc from 'fast-check';
import { money } from '@portico/plugin-cost-common';
import { anEstimate } from '../__testUtils__/anEstimate';
import {
  facts,
  openCluster,
  PLATFORM,
  UNAVAILABLE,
} from '../__testUtils__/approvalFacts';
import { approvalsFor } from './approvals';
import type { Quota } from './quota';
import { overQuota, quotaOf, type CountedEnvironment } from './quotaRule';

const usd = (amount: string) => money(amount, 'USD');
const CHECKOUT = 'group:default/checkout';

function aQuota({
  used = 4,
  limit = 5 as number | null,
  monthly = '1000.00' as string | null,
  monthlyLimit = '3000.00' as string | null,
} = {}): Quota {
  return {
    owner: CHECKOUT,
    environments: { used, limit },
    monthly: {
      used: monthly === null ? null : usd(monthly),
      limit: monthlyLimit === null ? null : usd(monthlyLimit),
    },
  };
}

describe('quotaOf', () => {
  const environments: CountedEnvironment[] = [
    { name: 'a', owner: CHECKOUT, monthly: usd('100.10') },
    { name: 'b', owner: CHECKOUT, monthly: usd('200.20') },
    { name: 'c', owner: 'group:default/storefront', monthly: null },
  ];
  const limits = { environments: 5, monthly: usd('3000.00') };

  it('should sum what the owner has beside the environment that is asked for', () => {
    const quota = quotaOf({ owner: CHECKOUT, name: 'b', limits, environments });
    expect(quota).toEqual({
      owner: CHECKOUT,
      environments: { used: 1, limit: 5 },
      monthly: { used: usd('100.10'), limit: usd('3000.00') },
    });
  });

  it.each([
    ['is not known', null],
    ['is in another currency', money('1.00', 'EUR')],
  ])('should know no sum where a price %s', (_, monthly) => {
    const more = [...environments, { name: 'd', owner: CHECKOUT, monthly }];
    expect(
      quotaOf({ owner: CHECKOUT, name: 'x', limits, environments: more }),
    ).toMatchObject({
      environments: { used: 3 },
      monthly: { used: null },
    });
  });
});

describe('overQuota', () => {
  const creation = (monthly: string) => ({
    isNew: true,
    monthly: usd(monthly),
    monthlyBefore: null,
  });

  it.each<[string, Quota, Parameters<typeof overQuota>[1], string[]]>([
    ['the fifth of five', aQuota(), creation('2000.00'), []],
    [
      'the sixth of five',
      aQuota({ used: 5 }),
      creation('1.00'),
      ['Checkout would have 6 environments; its quota is 5'],
    ],
    [
      'the first of none',
      aQuota({ used: 0, limit: 0 }),
      creation('1.00'),
      ['Checkout would have 1 environment; its quota is 0'],
    ],
    [
      'a cent too much',
      aQuota(),
      creation('2000.01'),
      ['Checkout would have $3,000.01 a month; its quota is $3,000.00 a month'],
    ],
    [
      'a change of one that was there, although there are too many',
      aQuota({ used: 6 }),
      { isNew: false, monthly: usd('2.00'), monthlyBefore: usd('1.00') },
      [],
    ],
    [
      'a saving, although it is too dear',
      aQuota({ monthly: '9000.00' }),
      { isNew: false, monthly: usd('1.00'), monthlyBefore: usd('2.00') },
      [],
    ],
    [
      'a raise where it is too dear',
      aQuota({ monthly: '2999.00' }),
      { isNew: false, monthly: usd('2.00'), monthlyBefore: usd('1.00') },
      ['Checkout would have $3,001.00 a month; its quota is $3,000.00 a month'],
    ],
    [
      'a sum that is not known',
      aQuota({ monthly: null }),
      creation('1.00'),
      [
        'what Checkout has today could not be priced, and its quota is $3,000.00 a month',
      ],
    ],
    [
      'a price that is too much alone',
      aQuota({ monthly: null }),
      creation('3000.01'),
      ['Checkout would have $3,000.01 a month; its quota is $3,000.00 a month'],
    ],
    [
      'a price that is not known',
      aQuota(),
      { isNew: true, monthly: null, monthlyBefore: null },
      [],
    ],
    [
      'no limits',
      aQuota({ used: 99, limit: null, monthlyLimit: null }),
      creation('99999.00'),
      [],
    ],
  ])('should judge %s', (_, quota, change, reasons) => {
    expect(overQuota(quota, change)).toEqual(reasons);
  });

  it('should agree with counting and adding by hand', () => {
    const cents = fc.integer({ min: 0, max: 500_000 });
    const entry = fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      owner: fc.constantFrom(CHECKOUT, 'group:default/storefront'),
      cents,
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(entry, { selector: ({ name }) => name, maxLength: 6 }),
        entry,
        fc.nat({ max: 6 }),
        cents,
        (entries, wanted, limit, limitCents) => {
          const priced = (value: number) => usd((value / 100).toFixed(2));
          const quota = quotaOf({
            owner: wanted.owner,
            name: wanted.name,
            limits: { environments: limit, monthly: priced(limitCents) },
            environments: entries.map(({ name, owner, cents: value }) => ({
              name,
              owner,
              monthly: priced(value),
            })),
          });
          let count = 1;
          let sum = wanted.cents;
          for (const other of entries) {
            if (other.owner === wanted.owner && other.name !== wanted.name) {
              count += 1;
              sum += other.cents;
            }
          }
          const expected = Number(count > limit) + Number(sum > limitCents);
          const reasons = overQuota(quota, {
            isNew: true,
            monthly: priced(wanted.cents),
            monthlyBefore: null,
          });
          expect(reasons).toHaveLength(expected);
          expect(quota.environments.used).toBe(count - 1);
          expect(quota.monthly.used).toEqual(priced(sum - wanted.cents));
        },
      ),
    );
  });
});

describe('the approval rule of the quota', () => {
  const reasonsOf = (overrides: Parameters<typeof facts>[0]) =>
    approvalsFor(facts(overrides));

  it('should ask the platform, and not refuse', () => {
    expect(reasonsOf({ quota: aQuota({ used: 5 }) })).toEqual([
      {
        group: PLATFORM,
        reason: 'Checkout would have 6 environments; its quota is 5',
      },
    ]);
    expect(reasonsOf({ quota: aQuota() })).toEqual([]);
    expect(reasonsOf({ quota: null })).toEqual([]);
  });

  it('should count an environment whose price is not known', () => {
    const [{ reason }] = reasonsOf({
      quota: aQuota({ used: 5 }),
      estimate: UNAVAILABLE,
    });
    expect(reason).toContain('its quota is 5');
  });

  it('should look at what can raise the price, and at a new owner', () => {
    const spec = facts().spec;
    const quota = aQuota({ used: 5, monthly: '2900.00' });
    const before = { against: spec, againstEstimate: anEstimate('239.07') };
    expect(reasonsOf({ quota, kind: 'extend', ...before })).toEqual([]);
    expect(reasonsOf({ quota, kind: 'destroy', ...before })).toEqual([]);
    expect(reasonsOf({ quota, kind: 'resize', ...before })).toEqual([]);
    const against = openCluster;
    const other = {
      ...against,
      metadata: { ...against.metadata, owner: 'group:default/storefront' },
    };
    const [{ reason }] = reasonsOf({
      quota,
      kind: 'resize',
      ...before,
      against: other,
    });
    expect(reason).toBe(
      'Checkout would have 6 environments; its quota is 5; Checkout would have $3,139.07 a month; its quota is $3,000.00 a month',
    );
  });
});
