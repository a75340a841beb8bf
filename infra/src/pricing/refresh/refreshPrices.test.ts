import { enteredPrices } from '../book/listPrices';
import { PriceBook, PriceBookEntry } from '../PriceBook';
import { PriceListQuestion } from './PriceList';
import { PriceListItem } from './priceListItem';
import { questionFor } from './priceListQuestions';
import { refreshPrices } from './refreshPrices';

const t3: PriceBookEntry = {
  service: 'ec2',
  region: 'us-west-2',
  attributes: { instanceType: 't3.medium', operatingSystem: 'linux' },
  unit: 'hour',
  usd: '0.0416',
  source: 'entered',
  asOf: '2026-07-20',
};

function item(onDemand?: string, committed?: string): PriceListItem {
  return { sku: 'A', asOf: '2026-11-20', onDemand, committed };
}

async function refreshed(
  answer: (question: PriceListQuestion) => PriceListItem[],
  entries: readonly PriceBookEntry[] = [t3],
) {
  const asked: PriceListQuestion[] = [];
  const refresh = await refreshPrices({
    book: PriceBook.of(entries),
    region: 'us-west-2',
    list: {
      ask: async question => {
        asked.push(question);
        return answer(question);
      },
    },
  });
  return { asked, ...refresh };
}

describe('refreshPrices', () => {
  it('should take the price of the list, with its day, and that of a commitment beside it', async () => {
    const { entries, prices, asked } = await refreshed(() => [
      item('0.05', '0.03'),
    ]);
    const entry = { ...t3, source: 'AWS Price List API', asOf: '2026-11-20' };
    expect(entries).toEqual([
      { ...entry, usd: '0.05' },
      {
        ...entry,
        usd: '0.03',
        attributes: { ...t3.attributes, purchase: '1yr-no-upfront' },
      },
    ]);
    expect(prices).toMatchObject([{ before: '0.0416', after: '0.05' }]);
    expect(asked).toEqual([
      {
        serviceCode: 'AmazonEC2',
        filters: {
          regionCode: 'us-west-2',
          instanceType: 't3.medium',
          operatingSystem: 'Linux',
          tenancy: 'Shared',
          preInstalledSw: 'NA',
          capacitystatus: 'Used',
          licenseModel: 'No License required',
        },
      },
    ]);
  });

  it.each<[string, PriceListItem[], RegExp]>([
    ['nothing', [], /no such price/],
    ['a product without a price', [item()], /no such price/],
    ['two prices', [item('1'), item('2')], /2 prices/],
  ])(
    'should keep its old price where the list has %s',
    async (_, items, why) => {
      const { entries, prices } = await refreshed(() => items);
      expect(entries).toEqual([]);
      expect(prices).toMatchObject([
        {
          before: '0.0416',
          after: undefined,
          reason: expect.stringMatching(why),
        },
      ]);
    },
  );

  it('should ask for what has no price in the region yet, and once where two regions have it', async () => {
    const { asked, prices } = await refreshed(
      () => [item('0.05')],
      [
        { ...t3, region: 'us-east-1' },
        { ...t3, region: 'eu-west-1' },
      ],
    );
    expect(asked).toHaveLength(1);
    expect(prices).toMatchObject([{ before: undefined, after: '0.05' }]);
  });

  it('should count what it does not ask for', async () => {
    const nat = {
      ...t3,
      service: 'nat-gateway',
      attributes: { component: 'hour' },
    };
    const { asked, notAsked } = await refreshed(() => [], [nat]);
    expect([asked.length, notAsked]).toEqual([0, 1]);
  });

  it('should not ask anew for commitments that were read', async () => {
    const committed = {
      ...t3,
      attributes: { ...t3.attributes, purchase: '1yr-no-upfront' },
    };
    const { asked } = await refreshed(() => [item('1')], [t3, committed]);
    expect(asked).toHaveLength(1);
  });
});

describe('questionFor', () => {
  it('should know how to ask for every instance of the book', () => {
    const instances = enteredPrices
      .entries()
      .filter(({ attributes }) =>
        ['instanceType', 'instanceClass', 'nodeType'].some(
          name => name in attributes,
        ),
      );
    expect(instances.length).toBeGreaterThan(50);
    expect(instances.filter(entry => !questionFor(entry))).toEqual([]);
  });

  it('should tell Multi-AZ from Single-AZ, and one engine from another', () => {
    const ask = (service: string, attributes: Record<string, string>) =>
      questionFor({ service, region: 'us-west-2', attributes })?.filters;
    expect(
      ask('rds', {
        component: 'instance',
        instanceClass: 'db.r6g.large',
        engine: 'postgres',
        deployment: 'multi-az',
      }),
    ).toMatchObject({
      databaseEngine: 'PostgreSQL',
      deploymentOption: 'Multi-AZ',
    });
    expect(
      ask('elasticache', {
        component: 'node',
        nodeType: 'cache.t3.micro',
        engine: 'valkey',
      }),
    ).toMatchObject({ cacheEngine: 'Valkey' });
    expect(ask('rds', { component: 'instance', engine: 'mysql' })).toBe(
      undefined,
    );
  });
});
