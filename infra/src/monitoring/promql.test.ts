import { parsePromql } from './promql';

describe('parsePromql', () => {
  it('should find the metrics, what they are matched by and grouped by', () => {
    expect(
      parsePromql(
        'sum by (route) (rate(http_requests_total{service="x",route!="y"}[$__rate_interval])) / on (route) shop:requests:rate5m',
      ),
    ).toEqual({
      selectors: [
        { metric: 'http_requests_total', labels: ['service', 'route'] },
        { metric: 'shop:requests:rate5m', labels: [] },
      ],
      grouping: ['route', 'route'],
    });
  });

  it.each([
    ['a bracket is open', 'sum(rate(up[5m])'],
    ['a function has no comma', 'histogram_quantile(0.95 up)'],
    ['there is nothing', ''],
    ['something follows', 'up up'],
  ])('should refuse an expression in which %s', (_what, text) => {
    expect(() => parsePromql(text)).toThrow(/not PromQL at character \d+/);
  });

  it('should refuse a selector that may take any metric', () => {
    expect(() => parsePromql('count({job="x"})')).toThrow(
      'a selector without the name of a metric',
    );
  });
});
