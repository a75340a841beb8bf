import type {
  ClusterView,
  Deployment,
  Incident,
  MatrixCell,
  MatrixRow,
} from '@portico/plugin-deployments-common';

/** The service that most tests are about. */
export const ORDER = 'component:default/order-service';

/** The moment at which tests look at the page. */
export const NOW = '2026-11-27T10:00:00Z';

/** Health as all pods of a cluster give it. */
export function aHealth(
  overrides: Partial<NonNullable<ClusterView['health']>> = {},
): NonNullable<ClusterView['health']> {
  return {
    state: 'healthy',
    targetVersion: '1.4.2',
    servingVersions: { '1.4.2': 3 },
    desired: 3,
    ready: 3,
    reason: '3 of 3 ready on 1.4.2.',
    since: '2026-11-24T10:05:00Z',
    restarts: { count: 0, lastAt: null, lastReason: null },
    notSeen: [],
    workloads: [],
    ...overrides,
  };
}

/** What one cluster tells, and that it could be asked. */
export function aCluster(overrides: Partial<ClusterView> = {}): ClusterView {
  return {
    cluster: 'eks-prod',
    namespace: 'shop',
    source: { state: 'ok', reason: null },
    seenAt: NOW,
    health: aHealth(),
    lastLog: null,
    origin: 'live',
    ...overrides,
  };
}

/** A service in production: version 1.4.2, healthy, deployed three days ago by ada. */
export function aCell(overrides: Partial<MatrixCell> = {}): MatrixCell {
  const { workloads: _, ...health } = aHealth();
  return {
    environment: 'prod',
    version: '1.4.2',
    versionFrom: 'history',
    commit: '4f2c9d1e0b7a63528c1d9e4f0a7b6c5d4e3f2a1b',
    deploymentId: 'cdevents:pipeline/1',
    deployedAt: '2026-11-24T10:00:00Z',
    deployedBy: 'ada',
    underway: null,
    lastFailure: null,
    health,
    drift: {
      state: 'none',
      reported: '1.4.2',
      running: ['1.4.2'],
      reason: '1.4.2 was reported and runs.',
    },
    behind: null,
    clusters: [aCluster()],
    origin: 'live',
    ...overrides,
  };
}

/** A service in staging and in production, where production is behind. */
export function aRow(cells?: MatrixCell[]): MatrixRow {
  return {
    entityRef: ORDER,
    cells: cells ?? [
      aCell({
        environment: 'staging',
        version: '1.5.0',
        commit: 'aaaaaaa1111111',
        deployedAt: '2026-11-27T08:00:00Z',
      }),
      aCell({
        behind: { environment: 'staging', deployments: 2, commits: 5 },
      }),
    ],
  };
}

/** A deployment that went well. */
export function aDeployment(overrides: Partial<Deployment> = {}): Deployment {
  return {
    id: 'cdevents:pipeline/1',
    entityRef: ORDER,
    environment: 'prod',
    version: '1.4.2',
    commit: '4f2c9d1e0b7a63528c1d9e4f0a7b6c5d4e3f2a1b',
    artifact: null,
    who: 'ada',
    startedAt: '2026-11-24T09:56:00Z',
    finishedAt: '2026-11-24T10:00:00Z',
    failedAt: null,
    status: 'succeeded',
    kind: 'deploy',
    source: {
      type: 'cdevents',
      id: 'pipeline/1',
      url: 'https://ci.example/runs/1',
    },
    alsoFrom: [],
    commits: null,
    origin: 'live',
    ...overrides,
  };
}

/** An incident that was resolved after half an hour and that nobody has linked. */
export function anIncident(overrides: Partial<Incident> = {}): Incident {
  return {
    id: 'incident-1',
    entityRef: ORDER,
    environment: 'prod',
    title: 'Orders fail',
    openedAt: '2026-11-25T10:10:00Z',
    resolvedAt: '2026-11-25T10:40:00Z',
    deploymentId: null,
    source: { type: 'portal', id: 'incident-1', url: null },
    origin: 'live',
    ...overrides,
  };
}
