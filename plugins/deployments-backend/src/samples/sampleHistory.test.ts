import {
  computeDora,
  deploymentChangeSchema,
  foldChanges,
  historyOf,
  incidentSchema,
} from '@portico/plugin-deployments-common';
import { z } from 'zod/v4';
import { sampleDefinition, sampleHistory } from './sampleHistory';

const START = new Date('2026-11-27T17:30:00Z');
const BOTH = ['staging', 'prod'];
const SERVICES = ['user', 'product', 'order', 'payment', 'notification'].map(
  name => `component:default/${name}-service`,
);

describe('sampleHistory', () => {
  const { changes, incidents } = sampleHistory(START, BOTH);
  const history = historyOf(foldChanges(changes));

  it('should be the same for the same day, and of another one for another', () => {
    const morning = new Date('2026-11-27T00:00:00Z');
    expect(sampleHistory(morning, BOTH)).toEqual({ changes, incidents });
    const next = sampleHistory(new Date('2026-11-28T01:00:00Z'), BOTH);
    expect(next.changes.map(({ version }) => version)).toEqual(
      changes.map(({ version }) => version),
    );
    expect(next.changes[0].at).not.toBe(changes[0].at);
    expect(sampleDefinition(BOTH)).not.toBe(sampleDefinition(['prod']));
  });

  it('should be records like any other, all marked as samples', () => {
    z.array(deploymentChangeSchema).parse(changes);
    z.array(incidentSchema).parse(incidents);
    const origins = [...changes, ...incidents].map(({ origin }) => origin);
    expect(new Set(origins)).toEqual(new Set(['sample']));
    // Two changes a deployment: that it began, and how it ended.
    expect(history).toHaveLength(changes.length / 2);
  });

  it('should tell of all five services in thirty days, and of nothing that is still to come', () => {
    const times = history.map(({ startedAt }) => Date.parse(startedAt!));
    expect(Math.min(...times)).toBeGreaterThan(
      START.getTime() - 30 * 86_400_000,
    );
    const midnight = Date.parse('2026-11-27T00:00:00Z');
    expect(
      Math.max(...history.map(one => Date.parse(one.finishedAt ?? '') || 0)),
    ).toBeLessThan(midnight);
    for (const environment of BOTH) {
      const found = history.filter(one => one.environment === environment);
      expect([...new Set(found.map(one => one.entityRef))].sort()).toEqual(
        [...SERVICES].sort(),
      );
    }
  });

  it('should have a few failures, two rollbacks and three incidents', () => {
    const of = (wanted: string) =>
      history
        .filter(({ status, kind }) => status === wanted || kind === wanted)
        .map(one => `${one.entityRef.split('/')[1]} ${one.version}`);
    expect(of('failed')).toEqual([
      'product-service 2.3.1',
      'user-service 1.4.0',
      'payment-service 1.1.1',
    ]);
    expect(of('rollback')).toEqual([
      'order-service 1.10.0',
      'notification-service 0.9.0',
    ]);
    expect(of('rolled-back')).toEqual([
      'order-service 1.11.0',
      'notification-service 0.10.0',
    ]);
    expect(of('redeploy')).toEqual([]);
    expect(
      incidents.map(({ deploymentId }) => {
        const cause = history.find(({ id }) => id === deploymentId);
        return cause && `${cause.environment} ${cause.version}`;
      }),
    ).toEqual(['staging 2.2.0', 'prod 1.11.0', undefined]);
  });

  it('should bring each version to staging before it goes to prod', () => {
    const isStagedBefore = (one: (typeof history)[number]) =>
      history.some(
        other =>
          other.environment === 'staging' &&
          other.entityRef === one.entityRef &&
          other.version === one.version &&
          other.finishedAt !== null &&
          other.finishedAt < one.startedAt!,
      );
    const prod = history.filter(one => one.environment === 'prod');
    expect(prod).not.toEqual([]);
    expect(prod.filter(one => !isStagedBefore(one))).toEqual([]);
  });

  it('should have commits that are older than what brought them, and new once', () => {
    for (const entityRef of SERVICES) {
      for (const environment of BOTH) {
        const chain = history
          .filter(
            one =>
              one.entityRef === entityRef && one.environment === environment,
          )
          .reverse();
        const shipped = new Set<string>();
        for (const { commits, startedAt, finishedAt, kind } of chain) {
          expect(commits!.length > 0).toBe(kind === 'deploy');
          for (const { sha, authoredAt } of commits!) {
            expect(authoredAt < startedAt!).toBe(true);
            expect(shipped.has(sha)).toBe(false);
            if (finishedAt !== null) shipped.add(sha);
          }
        }
      }
    }
  });

  it('should give metrics that a page can show', () => {
    const report = computeDora({
      deployments: history,
      incidents,
      entityRefs: SERVICES,
      environment: 'prod',
      from: new Date(START.getTime() - 30 * 86_400_000).toISOString(),
      to: START.toISOString(),
      zone: 'UTC',
      origin: 'sample',
    });
    expect(report).toMatchObject({
      failedAttempts: 1,
      otherOrigins: 0,
      deploymentFrequency: { deployments: 29, bucket: 'daily' },
      changeFailRate: { failed: 2, deployments: 29, unlinkedIncidents: 1 },
      failedDeploymentRecoveryTime: {
        medianSeconds: 45 * 60,
        coverage: { known: 2, of: 2 },
      },
      deploymentReworkRate: { rework: 2 },
    });
    const { medianSeconds, coverage } = report.changeLeadTime;
    expect(medianSeconds! / 86_400).toBeGreaterThan(0.5);
    expect(medianSeconds! / 86_400).toBeLessThan(4);
    expect(coverage.known).toBe(coverage.of);
  });

  it('should tell of the environments that are asked for alone', () => {
    const prod = sampleHistory(START, ['prod']);
    expect(
      new Set([...prod.changes, ...prod.incidents].map(one => one.environment)),
    ).toEqual(new Set(['prod']));
    expect(sampleHistory(START, [])).toEqual({ changes: [], incidents: [] });
  });
});
