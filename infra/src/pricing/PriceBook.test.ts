import { PriceBook } from './PriceBook';

const entry = {
  service: 'ec2',
  region: 'us-west-2',
  attributes: { instanceType: 't3.medium', operatingSystem: 'linux' },
  unit: 'hour',
  usd: '0.0416',
  source: 'a test',
  asOf: '2026-01-31',
};

describe('PriceBook', () => {
  it('should find a price by all its attributes, in any order', () => {
    const book = PriceBook.of([entry]);
    const found = book.find('us-west-2', {
      service: 'ec2',
      attributes: { operatingSystem: 'linux', instanceType: 't3.medium' },
    });
    expect(found?.usd).toBe('0.0416');
  });

  it.each([
    ['another region', 'us-east-1', entry],
    [
      'fewer attributes',
      'us-west-2',
      { service: 'ec2', attributes: { instanceType: 't3.medium' } },
    ],
    ['another service', 'us-west-2', { ...entry, service: 'rds' }],
  ])('should not find it with %s', (_, region, query) => {
    expect(PriceBook.of([entry]).find(region, query)).toBe(undefined);
  });

  it('should refuse two prices of one thing', () => {
    expect(() => PriceBook.of([entry, { ...entry, usd: '0.05' }])).toThrow(
      /two prices/,
    );
  });
});
