import fc from 'fast-check';
import {
  environmentStateOf,
  eventOfRun,
  type RunFacts,
} from './environmentStateOf';

const NOTHING = { add: 0, change: 0, replace: 0, destroy: 0 };

function aRun(minute: number, facts: Partial<RunFacts> = {}): RunFacts {
  return {
    operation: 'apply',
    status: 'succeeded',
    startedAt: new Date(Date.UTC(2026, 10, 25, 10, minute)).toISOString(),
    summary: null,
    leftovers: [],
    ...facts,
  };
}
const drift = (minute: number, change: number) =>
  aRun(minute, { operation: 'drift', summary: { ...NOTHING, change } });
const destroy = (minute: number, facts: Partial<RunFacts> = {}) =>
  aRun(minute, { operation: 'destroy', ...facts });

describe('environmentStateOf', () => {
  it.each<[string, RunFacts[], string]>([
    ['no run', [], 'defined'],
    ['a plan', [aRun(0, { operation: 'plan' })], 'defined'],
    ['a queued apply', [aRun(0, { status: 'queued' })], 'defined'],
    ['a running apply', [aRun(0, { status: 'running' })], 'provisioning'],
    ['an apply', [aRun(0)], 'ready'],
    ['a failed apply', [aRun(0, { status: 'failed' })], 'failed'],
    [
      'a cancelled apply',
      [aRun(0), aRun(1, { status: 'cancelled' })],
      'failed',
    ],
    [
      'an apply that was repeated',
      [aRun(0, { status: 'failed' }), aRun(1)],
      'ready',
    ],
    ['drift', [aRun(0), drift(1, 3)], 'drifted'],
    ['drift that was mended', [aRun(0), drift(1, 3), drift(2, 0)], 'ready'],
    [
      'a drift check that failed',
      [aRun(0), aRun(1, { operation: 'drift', status: 'failed' })],
      'ready',
    ],
    [
      'a drift check without counts',
      [aRun(0), aRun(1, { operation: 'drift' })],
      'ready',
    ],
    ['drift of what was never applied', [drift(0, 3)], 'defined'],
    ['a clean check of what exists already', [drift(0, 0)], 'ready'],
    [
      'a running destroy',
      [aRun(0), destroy(1, { status: 'running' })],
      'destroying',
    ],
    ['a failed destroy', [aRun(0), destroy(1, { status: 'failed' })], 'failed'],
    [
      'a destroy that left something',
      [aRun(0), destroy(1, { leftovers: ['aws_eip.nat'] })],
      'failed',
    ],
    ['a destroy', [aRun(0), destroy(1)], 'destroyed'],
    [
      'a drift check after the destroy',
      [aRun(0), destroy(1), drift(2, 0)],
      'destroyed',
    ],
    [
      'a new life',
      [aRun(0), destroy(1), aRun(2, { status: 'running' })],
      'provisioning',
    ],
  ])('should be after %s: %s', (_, runs, state) => {
    expect(environmentStateOf(runs)).toBe(state);
  });

  it('should not depend on the order in which reports arrive', () => {
    const runs = [
      aRun(0),
      drift(1, 2),
      aRun(2, { status: 'failed' }),
      aRun(3),
      destroy(4),
    ];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(runs, { minLength: runs.length }),
        shuffled => {
          expect(environmentStateOf(shuffled)).toBe('destroyed');
        },
      ),
    );
  });

  it('should leave its input in order', () => {
    const runs = [aRun(2), aRun(1)];
    environmentStateOf(runs);
    expect(runs).toEqual([aRun(2), aRun(1)]);
  });
});

describe('eventOfRun', () => {
  it('should count every kind of difference as drift', () => {
    for (const kind of ['add', 'change', 'replace', 'destroy']) {
      const run = aRun(0, {
        operation: 'drift',
        summary: { ...NOTHING, [kind]: 1 },
      });
      expect(eventOfRun(run)).toBe('drift-found');
    }
  });
});
