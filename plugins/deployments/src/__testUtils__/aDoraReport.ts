import type { DoraReport } from '@portico/plugin-deployments-common';

/** The days of a window, with as many deployments as `counts` tells of each. */
export function daysOf(
  counts: readonly number[],
): DoraReport['deploymentFrequency']['days'] {
  return counts.map((deployments, index) => ({
    day: new Date(Date.UTC(2026, 9, 29 + index)).toISOString().slice(0, 10),
    deployments,
  }));
}

/** Thirty days in which 23 deployments went to production, 4 of which failed. */
export function aDoraReport(overrides: Partial<DoraReport> = {}): DoraReport {
  const counts: number[] = Array.from({ length: 30 }, (_, index) =>
    index % 3 === 0 ? 2 : 0,
  );
  counts[3] = 5;
  return {
    entityRefs: ['component:default/order-service'],
    environment: 'prod',
    from: '2026-10-29T00:00:00Z',
    to: '2026-11-28T00:00:00Z',
    zone: 'Europe/Berlin',
    origin: 'live',
    otherOrigins: 0,
    failedAttempts: 0,
    deploymentFrequency: {
      perDay: 23 / 30,
      deployments: 23,
      days: daysOf(counts),
      bucket: 'weekly',
    },
    changeLeadTime: {
      medianSeconds: 7_800,
      commits: 34,
      coverage: { known: 7, of: 9 },
      skewed: 0,
      excluded: 0,
    },
    changeFailRate: {
      ratio: 4 / 23,
      failed: 4,
      deployments: 23,
      unlinkedIncidents: 0,
    },
    failedDeploymentRecoveryTime: {
      medianSeconds: 2_700,
      coverage: { known: 3, of: 4 },
    },
    deploymentReworkRate: { ratio: 2 / 23, rework: 2, deployments: 23 },
    ...overrides,
  };
}

/** A window without any deployment. */
export function anEmptyDoraReport(): DoraReport {
  return aDoraReport({
    deploymentFrequency: {
      perDay: null,
      deployments: 0,
      days: daysOf(Array.from({ length: 30 }, () => 0)),
      bucket: null,
    },
    changeLeadTime: {
      medianSeconds: null,
      commits: 0,
      coverage: { known: 0, of: 0 },
      skewed: 0,
      excluded: 0,
    },
    changeFailRate: {
      ratio: null,
      failed: 0,
      deployments: 0,
      unlinkedIncidents: 0,
    },
    failedDeploymentRecoveryTime: {
      medianSeconds: null,
      coverage: { known: 0, of: 0 },
    },
    deploymentReworkRate: { ratio: null, rework: 0, deployments: 0 },
  });
}
