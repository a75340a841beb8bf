import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { PipelineRunStore, StoredRun } from './PipelineRunStore';

jest.setTimeout(60_000);

function aRun(fields: Partial<StoredRun> = {}): StoredRun {
  return {
    id: 'run-1',
    environment: 'dev',
    operation: 'apply',
    status: 'running',
    startedAt: '2026-11-25T10:00:00.000Z',
    finishedAt: null,
    commit: null,
    changeId: null,
    actor: 'terraform',
    url: null,
    summary: { add: 83, change: 0, replace: 0, destroy: 0 },
    modules: [{ module: 'cluster', status: 'running', done: 1, total: 9 }],
    outputs: [{ name: 'endpoint', sensitive: false, value: 'https://x' }],
    leftovers: [],
    message: null,
    origin: 'live',
    reportedBy: 'external:pipeline',
    receivedAt: '2026-11-25T10:00:01.000Z',
    ...fields,
  };
}

describe('PipelineRunStore', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let store: PipelineRunStore;

    beforeEach(async () => {
      store = PipelineRunStore.create(
        await migratedDatabase(databases, databaseId),
      );
    });

    it('should give back what it was given, and the newest report of a run', async () => {
      await store.save(aRun());
      expect(await store.get('dev', 'run-1')).toEqual(aRun());
      const ended = aRun({
        status: 'succeeded',
        finishedAt: '2026-11-25T10:14:00.000Z',
        summary: null,
        origin: 'simulated',
      });
      await store.save(ended);
      expect(await store.list('dev', 10)).toEqual([ended]);
      expect(await store.get('qa', 'run-1')).toBeUndefined();
    });

    it('should not let checks for drift hide the last apply', async () => {
      await store.save(aRun({ id: 'apply', status: 'succeeded' }));
      for (let day = 10; day < 30; day += 1) {
        await store.save(
          aRun({
            id: `drift-${day}`,
            operation: 'drift',
            status: 'succeeded',
            startedAt: `2026-12-${day}T10:00:00.000Z`,
          }),
        );
      }
      await store.save(aRun({ environment: 'qa', id: 'other' }));
      const runs = await store.listLatest('dev');
      expect(runs.map(({ id }) => id)).toEqual([
        ...Array.from({ length: 10 }, (_, index) => `drift-${29 - index}`),
        'apply',
      ]);
      const names = (await store.listLatest()).map(run => run.environment);
      expect(new Set(names)).toEqual(new Set(['dev', 'qa']));
    });

    it('should find the last run of a change', async () => {
      await store.save(aRun({ id: 'plan', changeId: 'c1', operation: 'plan' }));
      await store.save(
        aRun({
          id: 'apply',
          changeId: 'c1',
          startedAt: '2026-11-25T11:00:00.000Z',
        }),
      );
      expect(await store.latestOfChanges(['c1', 'c2'])).toEqual(
        new Map([['c1', 'apply']]),
      );
      expect(await store.latestOfChanges([])).toEqual(new Map());
    });

    it('should tell when a pipeline last reported', async () => {
      expect(await store.lastReportAt()).toBeUndefined();
      await store.save(aRun());
      await store.save(
        aRun({ id: 'run-2', receivedAt: '2026-11-26T10:00:00.000Z' }),
      );
      expect(await store.lastReportAt()).toBe('2026-11-26T10:00:00.000Z');
    });
  });
});
