import type { MatrixCell } from '@portico/plugin-deployments-common';
import { aCell, aCluster, aHealth, NOW } from '../__testUtils__/aCell';
import { isProblem, notesOf } from './notes';

const now = Date.parse(NOW);

function textsOf(overrides: Partial<MatrixCell>) {
  return notesOf(aCell(overrides), now).map(({ tone, text }) => [tone, text]);
}

const UNSEEN = aCluster({
  cluster: 'east',
  source: { state: 'down', reason: 'it has not answered for 5 min' },
  seenAt: '2026-11-27T09:48:00Z',
});

const FAILING = {
  ...aHealth({
    state: 'failing',
    reason: 'Crash-loops: exit 137, 4 restarts; 0 of 2 ready.',
  }),
};

describe('notesOf', () => {
  it('should have nothing to say of what is well', () => {
    expect(textsOf({})).toEqual([]);
    expect(
      textsOf({
        behind: { environment: 'staging', deployments: 0, commits: 0 },
      }),
    ).toEqual([]);
  });

  it('should say why something is not healthy, in one sentence', () => {
    expect(textsOf({ health: FAILING })).toEqual([
      ['negative', 'Failing: Crash-loops: exit 137, 4 restarts; 0 of 2 ready.'],
    ]);
  });

  it('should say that nobody tells, and not that all is well', () => {
    expect(textsOf({ health: null, clusters: [] })).toEqual([
      ['neutral', 'Unknown: no cluster tells of it.'],
    ]);
  });

  it('should say once which cluster can’t be seen, why and since when', () => {
    const hidden = aHealth({
      state: 'unknown',
      reason: 'Not seen: cluster east.',
    });
    expect(
      textsOf({ health: hidden, clusters: [aCluster(), UNSEEN] }),
    ).toHaveLength(1);
    expect(textsOf({ health: null, clusters: [UNSEEN] })).toEqual([
      [
        'warning',
        'Cluster east can’t be seen: it has not answered for 5 min. Last seen 12 min ago.',
      ],
    ]);
    expect(
      textsOf({
        clusters: [
          { ...UNSEEN, source: { state: 'down', reason: null }, seenAt: null },
        ],
      }),
    ).toEqual([['warning', 'Cluster east can’t be seen. Never seen.']]);
  });

  it('should say what a cluster does not show', () => {
    const source = {
      state: 'degraded' as const,
      reason: 'not allowed to list daemonsets',
    };
    expect(textsOf({ clusters: [aCluster({ source })] })).toEqual([
      ['neutral', 'Cluster eks-prod: not allowed to list daemonsets.'],
    ]);
  });

  it('should tell of what is on its way, of what failed, of drift and of being behind', () => {
    expect(
      textsOf({
        underway: {
          deploymentId: 'a',
          version: '1.6.0',
          startedAt: '2026-11-27T09:58:00Z',
        },
        lastFailure: {
          deploymentId: 'b',
          version: '1.5.0',
          failedAt: '2026-11-27T08:00:00Z',
        },
        drift: {
          state: 'drifted',
          reported: '1.4.2',
          running: ['1.4.1'],
          reason: '1.4.2 was reported, and 1.4.1 runs.',
        },
        behind: { environment: 'staging', deployments: 2, commits: 5 },
      }),
    ).toEqual([
      ['active', '1.6.0 is on its way, since 2 min.'],
      ['negative', '1.5.0 failed 2 h ago, and is not what runs.'],
      ['warning', '1.4.2 was reported, and 1.4.1 runs.'],
      ['neutral', '2 deployments (5 commits) behind staging.'],
    ]);
    expect(
      textsOf({
        underway: { deploymentId: 'a', version: null, startedAt: null },
        lastFailure: { deploymentId: 'b', version: null, failedAt: null },
      }),
    ).toEqual([
      ['active', 'A version that has no name is on its way.'],
      ['negative', 'A version that has no name failed, and is not what runs.'],
    ]);
  });
});

describe('isProblem', () => {
  it.each<[string, Partial<MatrixCell>, boolean]>([
    ['what is well', {}, false],
    ['what fails', { health: FAILING }, true],
    ['what rolls out', { health: aHealth({ state: 'rolling-out' }) }, false],
    ['what nobody tells of', { health: null, clusters: [] }, false],
    ['what can no longer be seen', { clusters: [UNSEEN] }, true],
    [
      'what failed last',
      { lastFailure: { deploymentId: 'b', version: '2', failedAt: null } },
      true,
    ],
    [
      'what is not what was told',
      {
        drift: { state: 'drifted', reported: '2', running: ['1'], reason: '' },
      },
      true,
    ],
    [
      'what may be something else',
      { drift: { state: 'unknown', reported: '2', running: [], reason: '' } },
      false,
    ],
  ])('should judge %s', (_, overrides, expected) => {
    expect(isProblem(aCell(overrides))).toBe(expected);
  });
});
