import { money } from '@portico/plugin-cost-common';
import { Knex } from 'knex';
import { aChange } from '../__testUtils__/aChange';
import { anEvaluation } from '../__testUtils__/anEvaluation';
import { aSpec } from '../__testUtils__/aSpec';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { ChangeStore } from '../database/ChangeStore';
import { EnvironmentStore } from '../database/EnvironmentStore';
import { PipelineRunStore, StoredRun } from '../database/PipelineRunStore';
import { Evaluation } from '../sources/EnvironmentEvaluator';
import { EstimateBook } from './EstimateBook';
import { QuotaService } from './QuotaService';

jest.setTimeout(60_000);

const AT = '2026-11-25T10:00:00.000Z';
const usd = (amount: string) => money(amount, 'USD');

function aRun(environment: string, fields: Partial<StoredRun>): StoredRun {
  return {
    id: '1',
    environment,
    operation: 'apply',
    status: 'succeeded',
    startedAt: AT,
    finishedAt: AT,
    commit: null,
    changeId: null,
    actor: null,
    url: null,
    summary: null,
    modules: [],
    outputs: [],
    leftovers: [],
    message: null,
    origin: 'live',
    reportedBy: 'external:pipeline',
    receivedAt: AT,
    ...fields,
  };
}

describe('QuotaService', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let knex: Knex;
    let evaluate: (name: string) => Promise<Evaluation>;

    beforeEach(async () => {
      knex = await migratedDatabase(databases, databaseId);
      evaluate = async () => anEvaluation({ monthly: '100.00' });
    });

    const aService = () =>
      QuotaService.create({
        quota: {
          everybody: { environments: 5, monthly: usd('3000.00') },
          owners: new Map([
            ['group:default/unlimited', { environments: null, monthly: null }],
          ]),
        },
        samples: ['staging', 'old-sample'],
        environments: EnvironmentStore.create(knex),
        changes: ChangeStore.create(knex),
        runs: PipelineRunStore.create(knex),
        estimates: EstimateBook.create({
          evaluate: spec => evaluate(spec.metadata.name),
        }),
        patienceMs: 20,
      });

    const givenInGit = (...names: string[]) =>
      EnvironmentStore.create(knex).replaceAll(knex, {
        commitSha: 'c'.repeat(40),
        environments: names.map(name => ({
          name,
          path: `${name}.yaml`,
          blobSha: 'a'.repeat(40),
          spec: aSpec({ name }),
          issues: [],
        })),
        at: AT,
      });

    const usedBy = async () => {
      const quota = await aService().quotaFor(aSpec({ name: 'new-one' }));
      return [quota?.environments.used, quota?.monthly.used?.amount ?? null];
    };

    it('should count what is in Git and what is asked for and new, each once', async () => {
      await givenInGit('a', 'b', 'new-one');
      const changes = ChangeStore.create(knex);
      for (const [name, kind, state] of [
        ['c', 'create', 'pending-approval'],
        ['new-one', 'create', 'approved'],
        ['a', 'resize', 'approved'],
        ['d', 'create', 'rejected'],
      ] as const) {
        const after = aSpec({ name });
        await changes.insert(aChange({ after, kind, state }), []);
      }
      const other = aSpec({ name: 'e', owner: 'group:default/storefront' });
      await changes.insert(aChange({ after: other }), []);
      expect(await usedBy()).toEqual([3, '300.00']);
    });

    it('should not count samples, until a pipeline reports for them', async () => {
      await givenInGit('a', 'staging', 'old-sample');
      await PipelineRunStore.create(knex).save(aRun('old-sample', {}));
      expect(await usedBy()).toEqual([2, '200.00']);
    });

    it('should count what was removed from Git until it is destroyed', async () => {
      await givenInGit('a', 'b', 'c');
      const runs = PipelineRunStore.create(knex);
      await runs.save(aRun('b', {}));
      await givenInGit('a');
      expect(await usedBy()).toEqual([2, '200.00']);
      await runs.save(
        aRun('b', {
          id: '2',
          operation: 'destroy',
          startedAt: '2026-11-25T11:00:00.000Z',
        }),
      );
      expect(await usedBy()).toEqual([1, '100.00']);
    });

    it('should know no sum where a price is missing, and not wait for it', async () => {
      await givenInGit('a', 'b');
      evaluate = async name =>
        name === 'b'
          ? { status: 'unavailable', reason: 'no answer', busy: false }
          : anEvaluation();
      expect(await usedBy()).toEqual([2, null]);
      evaluate = () => new Promise(() => {});
      expect(await usedBy()).toEqual([2, null]);
    });

    it('should say nothing where there is no limit', async () => {
      const spec = aSpec({ owner: 'group:default/unlimited' });
      expect(await aService().quotaFor(spec)).toBeNull();
    });
  });
});
