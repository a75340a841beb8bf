import { aDeployment } from '../__testUtils__/aDeployment';
import { driftOf } from './driftOf';

function running(
  servingVersions: Record<string, number> | null,
  overrides: Partial<NonNullable<Parameters<typeof driftOf>[1]>> = {},
) {
  return {
    state: 'healthy' as const,
    targetVersion: '1.4.2',
    servingVersions,
    workloads: [],
    ...overrides,
  };
}

function withImage(image: string) {
  return {
    workloads: [
      { kind: 'Deployment', name: 'order-service', images: [image] },
    ] as never,
  };
}

describe('driftOf', () => {
  it.each<[string, ReturnType<typeof driftOf>, string]>([
    ['the same', driftOf(aDeployment(), running({ '1.4.2': 3 })), 'none'],
    ['a v before it', driftOf(aDeployment(), running({ 'v1.4.2': 3 })), 'none'],
    ['another', driftOf(aDeployment(), running({ '1.4.1': 3 })), 'drifted'],
    [
      'another beside it',
      driftOf(aDeployment(), running({ '1.4.2': 2, '1.4.1': 1 })),
      'drifted',
    ],
    [
      'the one before, while it is on its way',
      driftOf(aDeployment(), running({ '1.4.1': 3 }, { state: 'rolling-out' })),
      'none',
    ],
    [
      'the one before, when its rollout has failed',
      driftOf(
        aDeployment(),
        running({ '1.4.1': 3 }, { state: 'rollout-failed' }),
      ),
      'drifted',
    ],
    [
      'a label that says one thing and an image another',
      driftOf(
        aDeployment(),
        running(
          { '1.4.2': 3 },
          withImage('registry.example.com/shop/order-service:1.4.1'),
        ),
      ),
      'drifted',
    ],
    [
      'the commit as tag',
      driftOf(aDeployment({ version: null }), running({ '4f2c9d1e0b7a': 3 })),
      'none',
    ],
    ['nothing seen', driftOf(aDeployment(), running(null)), 'unknown'],
    ['nothing that serves', driftOf(aDeployment(), running({})), 'unknown'],
    ['no answer', driftOf(aDeployment(), null), 'unknown'],
    ['no report', driftOf(null, running({ '1.4.2': 3 })), 'unknown'],
    [
      'a report without a version',
      driftOf(
        aDeployment({ version: null, commit: null }),
        running({ '1.4.2': 3 }),
      ),
      'unknown',
    ],
  ])('should judge %s', (_, drift, state) => {
    expect(drift.state).toBe(state);
  });

  it('should say both', () => {
    expect(driftOf(aDeployment(), running({ '1.4.1': 3 }))).toEqual({
      state: 'drifted',
      reported: '1.4.2',
      running: ['1.4.1'],
      reason: '1.4.2 was reported, and 1.4.1 runs.',
    });
  });
});
