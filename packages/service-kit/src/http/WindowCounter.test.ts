import { WindowCounter } from './WindowCounter';

describe('WindowCounter', () => {
  it('should count each key in a window that begins with its first request', () => {
    const counter = WindowCounter.create({ windowMs: 1000 });
    const counts = [
      ['ada', 0],
      ['ada', 999],
      ['grace', 999],
      ['ada', 1000],
      ['grace', 1000],
    ] as const;
    expect(counts.map(([key, at]) => ({ ...counter.count(key, at) }))).toEqual([
      { count: 1, endsAtMs: 1000 },
      { count: 2, endsAtMs: 1000 },
      { count: 1, endsAtMs: 1999 },
      { count: 1, endsAtMs: 2000 },
      { count: 2, endsAtMs: 1999 },
    ]);
  });

  it('should forget what has ended as new keys come', () => {
    const counter = WindowCounter.create({ windowMs: 1000 });
    for (let key = 0; key < 100; key++) counter.count(`old-${key}`, 0);
    for (let key = 0; key < 100; key++) counter.count(`new-${key}`, 1000);
    expect(counter.size).toBe(100);
  });

  it('should never hold more keys than it may, and forget those that end first', () => {
    const counter = WindowCounter.create({ windowMs: 1000, mostKeys: 3 });
    for (let key = 0; key < 5; key++) counter.count(`${key}`, key);
    expect(counter.size).toBe(3);
    expect(counter.count('4', 5).count).toBe(2);
    expect(counter.count('2', 5).count).toBe(2);
    expect(counter.count('0', 5).count).toBe(1);
  });
});
