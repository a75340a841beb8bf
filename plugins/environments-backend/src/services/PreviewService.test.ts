import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { DEFAULT_APPROVAL_GROUPS } from '@portico/plugin-environments-common';
import { Knex } from 'knex';
import { anEvaluation, FakeEvaluator } from '../__testUtils__/anEvaluation';
import { aSpec } from '../__testUtils__/aSpec';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { ChangeStore } from '../database/ChangeStore';
import { EnvironmentStore } from '../database/EnvironmentStore';
import { EstimateBook } from './EstimateBook';
import { PreviewService } from './PreviewService';
import { SourceMonitor } from './SourceMonitor';
import { SpecReviewer } from './SpecReviewer';

jest.setTimeout(60_000);

describe('PreviewService', () => {
  const databases = createTestDatabases();
  let knex: Knex;
  let evaluator: FakeEvaluator;
  let monitor: SourceMonitor;

  const aService = (deadlineMs?: number) => {
    const environments = EnvironmentStore.create(knex);
    const changes = ChangeStore.create(knex);
    const catalog = catalogServiceMock();
    return PreviewService.create({
      evaluator,
      environments,
      reviewer: SpecReviewer.create({ environments, changes, catalog }),
      access: { mayRead: async () => true },
      monitor,
      groups: DEFAULT_APPROVAL_GROUPS,
      deadlineMs,
    });
  };

  beforeEach(async () => {
    knex = await migratedDatabase(databases, 'SQLITE_3');
    evaluator = new FakeEvaluator();
    monitor = SourceMonitor.create();
  });

  it('should not wait longer than its deadline', async () => {
    evaluator.answer = () => new Promise(() => {});
    const start = Date.now();
    expect(await aService(50).evaluate(aSpec(), null)).toEqual({
      status: 'unavailable',
      reason: 'The estimate was not ready within 0.05 s',
      busy: false,
    });
    expect(Date.now() - start).toBeLessThan(2_000);
    expect(monitor.observation).toMatchObject({ state: 'down' });
  });

  it('should not blame the evaluator for those who have gone away, or for a queue', async () => {
    evaluator.answer = () => ({
      status: 'unavailable',
      reason: 'busy',
      busy: true,
    });
    await aService().evaluate(aSpec(), null);
    const gone = AbortSignal.abort();
    evaluator.answer = () => ({
      status: 'unavailable',
      reason: 'gone',
      busy: false,
    });
    await aService().evaluate(aSpec(), null, gone);
    expect(monitor.observation).toEqual({ state: 'unknown' });
  });

  describe('EstimateBook', () => {
    it('should price once, and what failed again', async () => {
      const book = EstimateBook.create(aService());
      evaluator.answer = () => ({
        status: 'unavailable',
        reason: 'too slow',
        busy: false,
      });
      expect(await book.estimate(aSpec())).toEqual({
        status: 'unavailable',
        reason: 'too slow',
      });
      evaluator.answer = () => anEvaluation();
      expect(await book.estimate(aSpec())).toMatchObject({
        total: { monthly: '239.07' },
      });
      const { calls } = evaluator;
      await book.estimate(aSpec());
      expect(evaluator.calls).toBe(calls);
    });

    it('should not make a list wait for prices', async () => {
      const book = EstimateBook.create(aService());
      expect(book.peek(aSpec())).toMatchObject({ status: 'unavailable' });
      expect(book.peek(aSpec())).toMatchObject({ status: 'unavailable' });
      await book.estimate(aSpec({ name: 'other' }));
      await new Promise(resolve => setTimeout(resolve, 20));
      expect(book.peek(aSpec())).toMatchObject({
        total: { monthly: '239.07' },
      });
      expect(evaluator.calls).toBe(2);
    });
  });
});
