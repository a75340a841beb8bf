import type { MatrixCell } from '@portico/plugin-deployments-common';

/** A service that is well in prod since it was deployed. */
export function aCell(overrides: Partial<MatrixCell> = {}): MatrixCell {
  return {
    environment: 'prod',
    version: '1.4.2',
    versionFrom: 'history',
    commit: null,
    deploymentId: 'cdevents:run-1',
    deployedAt: '2026-11-25T10:05:00Z',
    deployedBy: 'grace',
    underway: null,
    lastFailure: null,
    health: {
      state: 'healthy',
      targetVersion: '1.4.2',
      servingVersions: { '1.4.2': 3 },
      desired: 3,
      ready: 3,
      reason: '3 of 3 ready on 1.4.2.',
      since: '2026-11-25T10:06:00Z',
      restarts: { count: 0, lastAt: null, lastReason: null },
      notSeen: [],
    },
    drift: {
      state: 'none',
      reported: '1.4.2',
      running: ['1.4.2'],
      reason: 'What was reported runs.',
    },
    behind: null,
    clusters: [],
    origin: 'live',
    ...overrides,
  };
}
