import fc from 'fast-check';
import { aDeployment } from '../__testUtils__/aDeployment';
import { anIncident } from '../__testUtils__/anIncident';
import { doraOracle } from '../__testUtils__/doraOracle';
import type { Deployment } from '../Deployment';
import type { Incident } from '../Incident';
import { computeDora } from './computeDora';
import type { DoraInput } from './doraHistory';
import { doraReportSchema } from './DoraReport';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const ENTITIES = ['component:default/order', 'component:default/payment'];
const SHAS = Array.from({ length: 12 }, (_, n) => `${n}`.padStart(7, 'a'));

/** Windows around the nights in which clocks are changed, in both zones. */
const windowArbitrary = fc.record({
  start: fc.constantFrom('2026-10-20T22:00:00Z', '2026-03-05T05:00:00Z'),
  offsetMinutes: fc.integer({ min: 0, max: 2 * 24 * 60 }),
  minutes: fc.integer({ min: 1, max: 45 * 24 * 60 }),
  zone: fc.constantFrom('Europe/Berlin', 'America/New_York'),
});

interface Draft {
  entity: number;
  environment: string;
  origin: 'live' | 'sample';
  kind: Deployment['kind'];
  status: Deployment['status'];
  isDone: boolean;
  minute: number;
  version: string | null;
  commit: string | null;
  commits: Array<{ sha: string; minutesBefore: number }> | null;
  isTwice: boolean;
}

const draftArbitrary: fc.Arbitrary<Draft> = fc.record({
  entity: fc.nat({ max: 1 }),
  environment: fc.constantFrom('prod', 'prod', 'prod', 'staging'),
  origin: fc.constantFrom('live', 'live', 'live', 'sample'),
  kind: fc.constantFrom(
    'deploy',
    'deploy',
    'deploy',
    'rollback',
    'redeploy',
    'remove',
  ),
  status: fc.constantFrom('succeeded', 'succeeded', 'failed', 'rolled-back'),
  isDone: fc.constantFrom(true, true, true, false),
  // Few minutes, so that two often fall on the same one.
  minute: fc.integer({ min: -4 * 24 * 6, max: 48 * 24 * 6 }).map(n => n * 10),
  version: fc.constantFrom(null, '1.0.0', '1.1.0'),
  commit: fc.constantFrom(null, 'aaaaaaa', 'bbbbbbb'),
  commits: fc.option(
    fc.uniqueArray(
      fc.record({
        sha: fc.constantFrom(...SHAS),
        minutesBefore: fc.integer({ min: -10, max: 3_000 }),
      }),
      { maxLength: 4, selector: ({ sha }) => sha },
    ),
  ),
  isTwice: fc.boolean(),
});

const incidentArbitrary = fc.record({
  id: fc.nat({ max: 6 }),
  of: fc.nat({ max: 30 }),
  isLinked: fc.boolean(),
  minute: fc.integer({ min: 0, max: 40 * 24 * 60 }),
  lasts: fc.option(fc.integer({ min: 0, max: 3_000 })),
});

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function deploymentsOf(drafts: Draft[], startMs: number): Deployment[] {
  return drafts.flatMap((draft, index) => {
    const atMs = startMs + draft.minute * MINUTE_MS;
    const isDone = draft.isDone && !(draft.status === 'failed' && index % 2);
    const deployment = aDeployment({
      source: { type: 'cdevents', id: `${index}`, url: null },
      entityRef: ENTITIES[draft.entity],
      environment: draft.environment,
      origin: draft.origin,
      kind: draft.kind,
      status: draft.status,
      version: draft.version,
      commit: draft.commit,
      startedAt: iso(atMs - 5 * MINUTE_MS),
      finishedAt: isDone ? iso(atMs) : null,
      commits:
        draft.commits?.map(({ sha, minutesBefore }) => ({
          sha,
          authoredAt: iso(atMs - minutesBefore * MINUTE_MS),
        })) ?? null,
    });
    return draft.isTwice ? [deployment, { ...deployment }] : [deployment];
  });
}

const inputArbitrary: fc.Arbitrary<DoraInput> = fc
  .record({
    window: windowArbitrary,
    drafts: fc.array(draftArbitrary, { maxLength: 24 }),
    incidents: fc.uniqueArray(incidentArbitrary, {
      maxLength: 6,
      selector: ({ id }) => id,
    }),
    entities: fc.constantFrom(ENTITIES, ENTITIES.slice(0, 1)),
  })
  .map(({ window, drafts, incidents, entities }) => {
    const startMs = Date.parse(window.start);
    const fromMs = startMs + window.offsetMinutes * MINUTE_MS;
    const deployments = deploymentsOf(drafts, startMs);
    return {
      deployments,
      incidents: incidents.map(
        ({ id, of, isLinked, minute, lasts }): Incident => {
          const cause = deployments[of];
          const openedMs = startMs + minute * MINUTE_MS;
          return anIncident({
            id: `${id}`,
            entityRef: cause?.entityRef ?? ENTITIES[0],
            environment: 'prod',
            deploymentId: isLinked ? cause?.id ?? 'gone' : null,
            openedAt: iso(openedMs),
            resolvedAt:
              lasts === null ? null : iso(openedMs + lasts * MINUTE_MS),
          });
        },
      ),
      entityRefs: entities,
      environment: 'prod',
      from: iso(fromMs),
      to: iso(
        Math.min(fromMs + window.minutes * MINUTE_MS, startMs + 50 * DAY_MS),
      ),
      zone: window.zone,
      origin: 'live' as const,
    };
  });

function plain(input: DoraInput) {
  const report = computeDora(input);
  const lead = report.changeLeadTime;
  const recovery = report.failedDeploymentRecoveryTime;
  return {
    perDay: report.deploymentFrequency.perDay,
    days: report.deploymentFrequency.days,
    leadMedian: lead.medianSeconds,
    leadCommits: lead.commits,
    skewed: lead.skewed,
    excluded: lead.excluded,
    ...lead.coverage,
    failRatio: report.changeFailRate.ratio,
    failed: report.changeFailRate.failed,
    recoveryMedian: recovery.medianSeconds,
    recovered: recovery.coverage.known,
    reworkRatio: report.deploymentReworkRate.ratio,
    rework: report.deploymentReworkRate.rework,
  };
}

describe('computeDora', () => {
  it('should agree with the plainest computation on 1,000 histories', () => {
    fc.assert(
      fc.property(inputArbitrary, input => {
        expect(plain(input)).toEqual(doraOracle(input));
      }),
      { numRuns: 1_000 },
    );
  });

  it('should not depend on the order of the history, and fit its schema', () => {
    fc.assert(
      fc.property(inputArbitrary, input => {
        const report = computeDora(input);
        expect(doraReportSchema.parse(report)).toEqual(report);
        expect(
          computeDora({
            ...input,
            deployments: [...input.deployments].reverse(),
            incidents: [...input.incidents].reverse(),
          }),
        ).toEqual(report);
      }),
      { numRuns: 200 },
    );
  });
});
