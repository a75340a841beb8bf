import { aDeployment } from '../__testUtils__/aDeployment';
import { anIncident } from '../__testUtils__/anIncident';
import { deploymentIdOf, type Deployment } from '../Deployment';
import { computeDora } from './computeDora';
import type { DoraInput } from './doraHistory';

const ORDER = 'component:default/order-service';

/** A deployment that was a success at a time, told apart by a number. */
function success(
  number: number,
  finishedAt: string | null,
  overrides: Partial<Deployment> = {},
): Deployment {
  return aDeployment({
    source: { type: 'cdevents', id: `${number}`, url: null },
    version: `1.${number}.0`,
    commit: null,
    finishedAt,
    ...overrides,
  });
}

function idOf(number: number): string {
  return deploymentIdOf({ type: 'cdevents', id: `${number}` });
}

function report(deployments: Deployment[], overrides: Partial<DoraInput> = {}) {
  return computeDora({
    deployments,
    incidents: [],
    entityRefs: [ORDER],
    environment: 'prod',
    from: '2026-11-01T00:00:00Z',
    to: '2026-12-01T00:00:00Z',
    zone: 'UTC',
    origin: 'live',
    ...overrides,
  });
}

function november(day: number, time = '12:00:00'): string {
  return `2026-11-${`${day}`.padStart(2, '0')}T${time}Z`;
}

describe('computeDora', () => {
  describe('without a deployment', () => {
    it('should know no rate, and never call it 0', () => {
      const none = report([]);
      expect([
        none.deploymentFrequency.perDay,
        none.deploymentFrequency.bucket,
        none.changeLeadTime.medianSeconds,
        none.changeFailRate.ratio,
        none.failedDeploymentRecoveryTime.medianSeconds,
        none.deploymentReworkRate.ratio,
      ]).toEqual([null, null, null, null, null, null]);
      expect(none.deploymentFrequency.days).toHaveLength(30);
    });

    it('should tell attempts that never were a success beside it', () => {
      const failed = report([
        success(1, null, { status: 'failed', failedAt: november(2) }),
        success(2, null, {
          status: 'failed',
          failedAt: null,
          startedAt: november(3),
        }),
        success(3, null, { status: 'running', startedAt: november(4) }),
      ]);
      expect(failed.failedAttempts).toBe(2);
      expect(failed.changeFailRate).toEqual({
        ratio: null,
        failed: 0,
        deployments: 0,
        unlinkedIncidents: 0,
      });
    });
  });

  describe('change fail rate', () => {
    it('should count deployments and not incidents (devlake#7971)', () => {
      const deployments = Array.from({ length: 23 }, (_, n) =>
        success(n, november(1 + n)),
      );
      const incidents = [3, 3, 3, 7, 12, 20].map((number, index) =>
        anIncident({ id: `i${index}`, deploymentId: idOf(number) }),
      );
      const { changeFailRate } = report(deployments, { incidents });
      expect(changeFailRate).toEqual({
        ratio: 4 / 23,
        failed: 4,
        deployments: 23,
        unlinkedIncidents: 0,
      });
      expect((100 * changeFailRate.ratio!).toFixed(1)).toBe('17.4');
    });

    it('should call what was rolled back failed, and the rollback a deployment', () => {
      const rolledBack = report([
        success(1, november(1)),
        success(2, november(2)),
        success(3, november(2, '13:00:00'), {
          kind: 'rollback',
          version: '1.1.0',
        }),
      ]);
      expect(rolledBack.changeFailRate.failed).toBe(1);
      expect(rolledBack.changeFailRate.deployments).toBe(3);
      expect(rolledBack.failedDeploymentRecoveryTime).toEqual({
        medianSeconds: 3_600,
        coverage: { known: 1, of: 1 },
      });
      expect(rolledBack.deploymentReworkRate.rework).toBe(1);
    });

    it('should blame no deployment for an incident that nobody has linked', () => {
      const { changeFailRate } = report([success(1, november(25))], {
        incidents: [
          anIncident(),
          anIncident({ id: 'i2', deploymentId: 'cdevents:gone' }),
        ],
      });
      expect([changeFailRate.ratio, changeFailRate.unlinkedIncidents]) //
        .toEqual([0, 2]);
    });

    it('should know a deployment by the other sources that told of it', () => {
      const alsoFrom = [{ type: 'github' as const, id: 'a/b/7', url: null }];
      const { changeFailRate } = report(
        [success(1, november(25), { alsoFrom })],
        { incidents: [anIncident({ deploymentId: 'github:a/b/7' })] },
      );
      expect(changeFailRate.failed).toBe(1);
    });
  });

  describe('change lead time', () => {
    const hours = (count: number) => ({
      sha: `${count}`.padStart(7, 'b'),
      authoredAt: new Date(
        Date.parse(november(25)) - count * 3_600_000,
      ).toISOString(),
    });

    it('should measure only what is new (devlake#7193)', () => {
      const old = [hours(2400), hours(1440), hours(720)];
      const { changeLeadTime } = report(
        [
          success(1, november(20), { commits: old }),
          success(2, november(25), { commits: [...old, hours(2)] }),
        ],
        { from: november(21) },
      );
      expect(changeLeadTime.medianSeconds).toBe(2 * 3_600);
      expect(changeLeadTime.commits).toBe(1);
    });

    it('should be the true median of an even count', () => {
      const { changeLeadTime } = report([
        success(2, november(25), { commits: [hours(1), hours(9)] }),
      ]);
      expect(changeLeadTime.medianSeconds).toBe(5 * 3_600);
    });

    it('should say of how many it knows', () => {
      const { changeLeadTime } = report(
        Array.from({ length: 9 }, (_, n) =>
          success(n, november(25), {
            commits: n < 7 ? [{ ...hours(1), sha: `ccccccc${n}` }] : null,
          }),
        ),
      );
      expect(changeLeadTime.coverage).toEqual({ known: 7, of: 9 });
      expect(
        report([success(1, november(25), { commits: null })]).changeLeadTime,
      ).toEqual(
        expect.objectContaining({
          medianSeconds: null,
          coverage: { known: 0, of: 1 },
        }),
      );
    });

    it.each([
      ['a second before', '11:59:59', [1, 0, 0]],
      ['five minutes after', '12:05:00', [0, 1, 0]],
      ['more than five minutes after', '12:05:01', [null, 0, 1]],
    ])('should take a commit written %s', (_, time, expected) => {
      const commits = [{ sha: 'abcdef0', authoredAt: november(25, time) }];
      const lead = report([
        success(1, november(25), { commits }),
      ]).changeLeadTime; //
      expect([lead.medianSeconds, lead.skewed, lead.excluded]) //
        .toEqual(expected);
    });

    it.each<[string, Partial<Deployment>]>([
      ['a rollback', { kind: 'rollback' }],
      ['a redeploy', { kind: 'redeploy' }],
      ['the same version once more', { version: '1.1.0' }],
    ])('should measure nothing of %s', (_, overrides) => {
      const lead = report([
        success(1, november(24), { commits: [] }),
        success(2, november(25), { commits: [hours(1)], ...overrides }),
      ]);
      expect(lead.changeLeadTime.coverage).toEqual({ known: 1, of: 1 });
      expect(lead.changeLeadTime.commits).toBe(0);
      expect(lead.deploymentFrequency.deployments).toBe(2);
    });
  });

  describe('failed deployment recovery time', () => {
    it('should end with the resolution where that came before the next success', () => {
      const { failedDeploymentRecoveryTime, deploymentReworkRate } = report(
        [success(1, november(25, '10:00:00')), success(2, november(26))],
        { incidents: [anIncident({ deploymentId: idOf(1) })] },
      );
      expect(failedDeploymentRecoveryTime.medianSeconds).toBe(40 * 60);
      // What came a day later was no repair.
      expect(deploymentReworkRate.rework).toBe(0);
    });

    it('should not end with a success that failed itself', () => {
      const { failedDeploymentRecoveryTime } = report(
        [1, 2, 3].map(n => success(n, november(n))),
        {
          incidents: [1, 2].map(n =>
            anIncident({
              id: `i${n}`,
              deploymentId: idOf(n),
              resolvedAt: null,
            }),
          ),
        },
      );
      expect(failedDeploymentRecoveryTime).toEqual({
        medianSeconds: 36 * 3_600,
        coverage: { known: 2, of: 2 },
      });
    });

    it('should not make up an end for what lasts', () => {
      const { failedDeploymentRecoveryTime } = report(
        [success(1, november(25))],
        {
          incidents: [anIncident({ deploymentId: idOf(1), resolvedAt: null })],
        },
      );
      expect(failedDeploymentRecoveryTime).toEqual({
        medianSeconds: null,
        coverage: { known: 0, of: 1 },
      });
    });
  });

  describe('deployment frequency', () => {
    it('should count by the days of the zone (Unleash PR #9530)', () => {
      const { deploymentFrequency, zone } = report(
        [success(1, '2026-06-26T20:30:00Z')],
        {
          from: '2026-06-25T18:30:00Z',
          to: '2026-06-28T18:30:00Z',
          zone: 'Asia/Kolkata',
        },
      );
      expect(zone).toBe('Asia/Kolkata');
      expect(deploymentFrequency.days).toEqual([
        { day: '2026-06-26', deployments: 0 },
        { day: '2026-06-27', deployments: 1 },
        { day: '2026-06-28', deployments: 0 },
      ]);
      const inUtc = report([success(1, '2026-06-26T20:30:00Z')], {
        from: '2026-06-25T18:30:00Z',
        to: '2026-06-28T18:30:00Z',
      });
      expect(
        inUtc.deploymentFrequency.days.filter(day => day.deployments > 0),
      ).toEqual([{ day: '2026-06-26', deployments: 1 }]);
    });

    it.each([
      [
        'a day of 25 hours',
        '2026-10-23T22:00:00Z',
        '2026-10-26T23:00:00Z',
        ['2026-10-24', '2026-10-25', '2026-10-26'],
      ],
      [
        'a day of 23 hours',
        '2026-03-27T23:00:00Z',
        '2026-03-30T22:00:00Z',
        ['2026-03-28', '2026-03-29', '2026-03-30'],
      ],
    ])('should have %s once (InlitX/streak#162)', (_, from, to, days) => {
      const { deploymentFrequency } = report([], {
        from,
        to,
        zone: 'Europe/Berlin',
      });
      expect(deploymentFrequency.days.map(({ day }) => day)).toEqual(days);
    });

    it('should count days without a deployment', () => {
      const { perDay, bucket } = report([
        success(1, november(1)),
        success(2, november(1)),
        success(3, november(30)),
      ]).deploymentFrequency;
      expect([perDay, bucket]).toEqual([0.1, 'monthly']);
    });

    it.each([
      [[28, 29, 30, 21, 22, 23, 14, 15, 16, 7, 8, 9], 'daily'],
      [[30, 20, 12], 'weekly'],
      [[30], 'monthly'],
    ])('should call deployments on %j %s', (days, bucket) => {
      const deployments = days.map(day => success(day, november(day)));
      expect(report(deployments).deploymentFrequency.bucket).toBe(bucket);
    });

    it('should not tell by a window that is too short', () => {
      const few = report([success(1, november(1))], { to: november(3) });
      expect(few.deploymentFrequency.bucket).toBeNull();
      expect(few.deploymentFrequency.perDay).toBeCloseTo(1 / 3);
    });

    it('should call two deployments a year yearly', () => {
      const { bucket } = report(
        [success(1, '2026-02-01T00:00:00Z'), success(2, november(1))],
        { from: '2025-12-01T00:00:00Z' },
      ).deploymentFrequency;
      expect(bucket).toBe('yearly');
    });
  });

  it('should not add what is invented to what is real', () => {
    const live = report([
      success(1, november(1)),
      success(2, november(2), { origin: 'sample' }),
    ]);
    expect([live.deploymentFrequency.deployments, live.otherOrigins]) //
      .toEqual([1, 1]);
  });

  it('should count no removal', () => {
    const { deploymentFrequency } = report([
      success(1, november(1), { kind: 'remove' }),
    ]);
    expect(deploymentFrequency.deployments).toBe(0);
  });

  it('should take the start of the window in and leave its end out', () => {
    const { deploymentFrequency } = report(
      [success(1, november(1)), success(2, november(2))],
      { from: november(1), to: november(2) },
    );
    expect(deploymentFrequency.deployments).toBe(1);
  });

  it.each<[string, Partial<DoraInput>]>([
    ['a zone that does not exist', { zone: 'Europe/Nowhere' }],
    ['an empty window', { to: '2026-11-01T00:00:00Z' }],
    ['a window without an end', { to: 'never' }],
    ['a window of a century', { from: '1926-11-01T00:00:00Z' }],
  ])('should refuse %s', (_, overrides) => {
    expect(() => report([], overrides)).toThrow(RangeError);
  });
});
