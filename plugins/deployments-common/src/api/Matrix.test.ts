import { aHealth } from '../__testUtils__/aHealth';
import { clusterViewSchema } from './Matrix';

const VIEW = {
  cluster: 'east',
  namespace: 'shop',
  source: { state: 'ok', reason: null },
  seenAt: '2026-11-25T10:45:00Z',
  health: aHealth(),
  origin: 'live',
};

describe('clusterViewSchema', () => {
  it('should take a view without a log, as one that was kept before there were any', () => {
    expect(clusterViewSchema.parse(VIEW).lastLog).toBeNull();
  });

  it.each([
    ['too many lines', { lines: new Array(21).fill('x') }],
    ['a line that is too long', { lines: ['x'.repeat(401)] }],
    ['no time', { at: null }],
  ])('should refuse a log with %s', (_, fields) => {
    const lastLog = {
      pod: 'order-service-6d5f9',
      lines: ['cannot open the database'],
      at: '2026-11-25T10:44:00Z',
    };
    expect(clusterViewSchema.parse({ ...VIEW, lastLog }).lastLog) //
      .toEqual(lastLog);
    expect(
      clusterViewSchema.safeParse({
        ...VIEW,
        lastLog: { ...lastLog, ...fields },
      }).success,
    ).toBe(false);
  });
});
