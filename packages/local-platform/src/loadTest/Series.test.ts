import * as fc from 'fast-check';
import { Series } from './Series';

function trendOf(values: readonly number[]): Series {
  const series = new Series({ name: 't', type: 'trend', contains: 'time' });
  values.forEach(value => series.add(value));
  return series;
}

describe('Series', () => {
  it('should compute percentiles as k6 does', () => {
    const series = trendOf([...Array(9).fill(100), 1000]);
    expect(series.statistic('p(95)', 0)).toBeCloseTo(595, 9);
    expect(series.statistic('p(90)', 0)).toBeCloseTo(190, 9);
    expect(series.statistic('p(50)', 0)).toBe(100);
  });

  it('should keep every statistic between the smallest and the largest, in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1 }),
        values => {
          const series = trendOf(values);
          const at = (name: string) => series.statistic(name, 0) as number;
          const ordered = ['min', 'p(10)', 'med', 'p(90)', 'p(99.9)', 'max'];
          const told = ordered.map(at);
          expect(told).toEqual([...told].sort((a, b) => a - b));
          expect([told[0], told[5]]).toEqual([
            Math.min(...values),
            Math.max(...values),
          ]);
          expect(at('p(0)')).toBe(told[0]);
          expect(at('p(100)')).toBe(told[5]);
          expect(at('count')).toBe(values.length);
        },
      ),
    );
  });

  it('should take values after it told some', () => {
    const series = trendOf([3, 1]);
    expect(series.statistic('med', 0)).toBe(2);
    series.add(0);
    expect(series.statistic('med', 0)).toBe(1);
  });

  it('should tell 0 of no values, as k6 does', () => {
    expect(trendOf([]).values(['avg', 'min', 'max', 'p(95)'], 0)).toEqual({
      avg: 0,
      min: 0,
      max: 0,
      'p(95)': 0,
    });
  });
});
