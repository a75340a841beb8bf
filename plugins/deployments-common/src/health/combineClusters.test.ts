import { aHealth } from '../__testUtils__/aHealth';
import { combineClusters } from './combineClusters';

const EAST = { cluster: 'east', health: aHealth() };

describe('combineClusters', () => {
  it('should add up what is seen', () => {
    const west = {
      cluster: 'west',
      health: aHealth({
        state: 'degraded',
        servingVersions: { '1.4.2': 1, '1.4.1': 1 },
        ready: 2,
        reason: '2 of 3 ready.',
        restarts: {
          count: 2,
          lastAt: '2026-11-25T10:00:00.000Z',
          lastReason: 'exit 1',
        },
      }),
    };
    expect(combineClusters([EAST, west])).toEqual(
      expect.objectContaining({
        state: 'degraded',
        servingVersions: { '1.4.2': 4, '1.4.1': 1 },
        desired: 6,
        ready: 5,
        reason: 'west: 2 of 3 ready.',
        restarts: {
          count: 2,
          lastAt: '2026-11-25T10:00:00.000Z',
          lastReason: 'exit 1',
        },
      }),
    );
  });

  it('should not call healthy what it could not see in full', () => {
    const health = combineClusters([EAST, { cluster: 'west', health: null }]);
    expect(health).toEqual(
      expect.objectContaining({
        state: 'unknown',
        ready: null,
        desired: null,
        servingVersions: null,
        reason: 'Not seen: cluster west.',
        notSeen: ['cluster west'],
      }),
    );
  });

  it('should not let a cluster that is not seen hide that another one fails', () => {
    const failing = { cluster: 'east', health: aHealth({ state: 'failing' }) };
    expect(
      combineClusters([failing, { cluster: 'west', health: null }])?.state,
    ).toBe('failing');
  });

  it('should not count a cluster without the component', () => {
    const without = aHealth({
      state: 'unknown',
      ready: null,
      desired: null,
      workloads: [],
    });
    expect(combineClusters([EAST, { cluster: 'west', health: without }])) //
      .toEqual(EAST.health);
    expect(combineClusters([{ cluster: 'west', health: without }])?.state) //
      .toBe('unknown');
  });

  it('should know nothing where no cluster tells', () => {
    expect(combineClusters([])).toBeNull();
    expect(combineClusters([{ cluster: 'west', health: null }])).toBeNull();
  });
});
