import fc from 'fast-check';
import { deploymentSchema, type Deployment } from '../Deployment';
import type { DeploymentChange } from './DeploymentChange';
import { foldChanges } from './foldChanges';
import { currentDeployment, historyOf } from './historyOf';

const HOUR_MS = 3_600_000;
const START_MS = Date.parse('2026-11-01T00:00:00Z');

function iso(hours: number): string {
  return new Date(START_MS + hours * HOUR_MS).toISOString();
}

function aChange(overrides: Partial<DeploymentChange> = {}): DeploymentChange {
  return {
    source: { type: 'cdevents', id: '1', url: null },
    entityRef: 'component:default/order-service',
    environment: 'prod',
    origin: 'live',
    at: iso(0),
    status: 'succeeded',
    kind: null,
    version: '1.0.0',
    commit: null,
    artifact: null,
    who: null,
    startedAt: null,
    commits: null,
    ...overrides,
  };
}

/** A history in which one version after another was a success, an hour apart. */
function versions(...names: string[]): Deployment[] {
  return historyOf(
    foldChanges(
      names.map((version, index) =>
        aChange({
          source: { type: 'cdevents', id: `${index}`, url: null },
          version,
          at: iso(index),
        }),
      ),
    ),
  ).reverse();
}

function from(type: DeploymentChange['source']['type'], id = '1') {
  return { source: { type, id, url: null } };
}

const changeArbitrary: fc.Arbitrary<DeploymentChange> = fc
  .record({
    id: fc.nat({ max: 4 }),
    type: fc.constantFrom('cdevents', 'github', 'kubernetes' as const),
    place: fc.constantFrom('prod', 'staging'),
    minutes: fc.nat({ max: 200 }),
    status: fc.constantFrom(
      'queued',
      'running',
      'succeeded',
      'failed',
      'inactive',
      null,
    ),
    kind: fc.constantFrom(null, 'rollback', 'remove', 'deploy'),
    version: fc.constantFrom(null, '1.0.0', '1.1.0', '1.2.0'),
    who: fc.constantFrom(null, 'ada', 'grace'),
    commits: fc.constantFrom(
      null,
      [],
      [{ sha: 'abcdef0', authoredAt: iso(0) }],
    ),
  })
  .map(({ id, type, place, minutes, ...rest }) =>
    aChange({
      ...rest,
      source: { type, id: `${place}/${id}`, url: null },
      environment: place,
      at: iso(minutes / 60),
    } as Partial<DeploymentChange>),
  );

describe('historyOf', () => {
  it('should be the same in whatever order events arrive, and however often', () => {
    fc.assert(
      fc.property(
        fc
          .array(changeArbitrary, { maxLength: 25 })
          .chain(changes =>
            fc.tuple(
              fc.constant(changes),
              fc.shuffledSubarray(changes, { minLength: changes.length }),
              fc.subarray(changes),
            ),
          ),
        ([changes, shuffled, again]) => {
          const history = historyOf(foldChanges(changes));
          expect(
            historyOf(foldChanges([...again, ...shuffled, ...again]).reverse()),
          ).toEqual(history);
          history.forEach(one => {
            expect(deploymentSchema.parse(one)).toEqual(one);
          });
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it.each([
    [
      ['1', '2', '1'],
      ['deploy', 'deploy', 'rollback'],
    ],
    [
      ['1', '1'],
      ['deploy', 'redeploy'],
    ],
    [
      ['1', 'v1', '2'],
      ['deploy', 'redeploy', 'deploy'],
    ],
    // Forward again after a rollback is no rollback.
    [
      ['1', '2', '1', '2'],
      ['deploy', 'deploy', 'rollback', 'deploy'],
    ],
    [
      ['1', '2', '3', '1'],
      ['deploy', 'deploy', 'deploy', 'rollback'],
    ],
  ])('should tell what %j did', (names, kinds) => {
    expect(versions(...names).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('should mark what was rolled back, and only that', () => {
    expect(versions('1', '2', '1', '3').map(({ status }) => status)).toEqual([
      'succeeded',
      'rolled-back',
      'succeeded',
      'succeeded',
    ]);
  });

  describe('of several sources', () => {
    const pipeline = aChange({
      ...from('cdevents'),
      who: 'ada',
      at: iso(1),
      commits: [],
    });
    const cluster = aChange({
      ...from('kubernetes'),
      at: iso(1.1),
      artifact: 'shop/order:1.0.0',
    });

    it('should have each deployment once', () => {
      expect(historyOf(foldChanges([cluster, pipeline]))).toEqual([
        expect.objectContaining({
          id: 'cdevents:1',
          who: 'ada',
          artifact: 'shop/order:1.0.0',
          finishedAt: iso(1),
          commits: [],
          alsoFrom: [{ type: 'kubernetes', id: '1', url: null }],
        }),
      ]);
    });

    it.each<[string, Partial<DeploymentChange>]>([
      ['another version', { version: '1.1.0' }],
      ['an hour later', { at: iso(2.1) }],
      ['another environment', { environment: 'staging' }],
      ['another component', { entityRef: 'component:default/x' }],
      ['invented', { origin: 'sample' }],
      ['the same source', from('cdevents', '2')],
      ['without a version', { version: null }],
    ])('should keep apart what is %s', (_, overrides) => {
      const records = foldChanges([pipeline, { ...cluster, ...overrides }]);
      expect(historyOf(records)).toHaveLength(2);
    });

    it('should not lose the failure that one of them saw', () => {
      const failed = { ...cluster, status: 'failed' as const };
      expect(historyOf(foldChanges([pipeline, failed]))).toEqual([
        expect.objectContaining({ status: 'failed', finishedAt: iso(1) }),
      ]);
    });

    it('should join the try that is nearest in time', () => {
      const first = aChange({
        ...from('cdevents', 'first'),
        status: 'failed',
        at: iso(0.9),
      });
      const history = historyOf(foldChanges([first, pipeline, cluster]));
      expect(history.map(({ id, status }) => [id, status])).toEqual([
        ['cdevents:1', 'succeeded'],
        ['cdevents:first', 'failed'],
      ]);
    });
  });
});

describe('currentDeployment', () => {
  it('should be the latest success by time', () => {
    expect(currentDeployment(versions('1', '2', '1'))?.kind).toBe('rollback');
    expect(currentDeployment([])).toBeNull();
  });

  it('should not be an attempt that was no success', () => {
    const failed = aChange({
      ...from('github'),
      status: 'failed',
      version: '2',
      at: iso(9),
    });
    const history = historyOf(foldChanges([aChange(), failed]));
    expect(currentDeployment(history)?.version).toBe('1.0.0');
  });

  it('should be none after a removal', () => {
    const removal = aChange({ ...from('github'), kind: 'remove', at: iso(9) });
    expect(currentDeployment(historyOf(foldChanges([aChange(), removal])))) //
      .toBeNull();
  });
});
