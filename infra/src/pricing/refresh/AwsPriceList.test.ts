import { PricingClient } from '@aws-sdk/client-pricing';
import {
  FakePricingApi,
  PricingAnswer,
  aProduct,
} from '../../__testUtils__/FakePricingApi';
import { AwsPriceList } from './AwsPriceList';

const QUESTION = {
  serviceCode: 'AmazonEC2',
  filters: { instanceType: 't3.medium', regionCode: 'us-west-2' },
};

describe('AwsPriceList', () => {
  let api: FakePricingApi;

  afterEach(() => api.stop());

  async function listThat(
    answer: (count: number) => PricingAnswer,
  ): Promise<AwsPriceList> {
    api = await FakePricingApi.start((_, count) => answer(count));
    return AwsPriceList.create(
      new PricingClient({
        region: 'us-east-1',
        endpoint: api.url,
        maxAttempts: 2,
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      }),
    );
  }

  it('should ask for products by their attributes, and read on demand and a year without upfront', async () => {
    const list = await listThat(() => ({
      products: [aProduct('A', '0.0416000000', '0.0262000000')],
    }));
    await expect(list.ask(QUESTION)).resolves.toEqual([
      { sku: 'A', asOf: '2026-11-20', onDemand: '0.0416', committed: '0.0262' },
    ]);
    expect(api.requests).toEqual([
      {
        ServiceCode: 'AmazonEC2',
        Filters: [
          { Type: 'TERM_MATCH', Field: 'instanceType', Value: 't3.medium' },
          { Type: 'TERM_MATCH', Field: 'regionCode', Value: 'us-west-2' },
        ],
      },
    ]);
  });

  it('should read every page', async () => {
    const list = await listThat(count => ({
      products: [aProduct(`P${count}`, '1.0')],
      nextToken: count < 3 ? `page-${count + 1}` : undefined,
    }));
    const items = await list.ask(QUESTION);
    expect(items.map(({ sku }) => sku)).toEqual(['P1', 'P2', 'P3']);
    expect(api.requests.map(({ NextToken }) => NextToken)).toEqual([
      undefined,
      'page-2',
      'page-3',
    ]);
  });

  it('should not turn pages without an end', async () => {
    const list = await listThat(() => ({ products: [], nextToken: 'again' }));
    await expect(list.ask(QUESTION)).rejects.toThrow('too vague');
    expect(api.requests).toHaveLength(5);
  });

  it('should ask again where AWS is busy, and give up with its word', async () => {
    const list = await listThat(count =>
      count === 1
        ? { error: 'ThrottlingException', status: 400 }
        : { products: [aProduct('A', '1')] },
    );
    await expect(list.ask(QUESTION)).resolves.toHaveLength(1);
    await api.stop();
    const busy = await listThat(() => ({
      error: 'ThrottlingException',
      status: 400,
    }));
    await expect(busy.ask(QUESTION)).rejects.toThrow('ThrottlingException');
    expect(api.requests).toHaveLength(2);
  });

  it.each<[string, object]>([
    ['no terms', { product: { sku: 'A' } }],
    ['nothing', {}],
  ])('should leave out what has %s', async (_, product) => {
    const list = await listThat(() => ({ products: [product] }));
    await expect(list.ask(QUESTION)).resolves.toEqual([]);
  });

  it('should not take a price of zero, or one of several steps that begin at zero, for a price', async () => {
    const list = await listThat(() => ({
      products: [aProduct('A', '0.0000000000')],
    }));
    await expect(list.ask(QUESTION)).resolves.toEqual([
      {
        sku: 'A',
        asOf: '2026-11-20',
        onDemand: undefined,
        committed: undefined,
      },
    ]);
  });
});
