import { Knex } from 'knex';
import { aChange } from '../../__testUtils__/aChange';
import { MutableClock } from '../../__testUtils__/MutableClock';
import { aSpec } from '../../__testUtils__/aSpec';
import {
  createTestDatabases,
  migratedDatabase,
} from '../../__testUtils__/testDatabases';
import { ChangeStore } from '../../database/ChangeStore';
import { EnvironmentStore } from '../../database/EnvironmentStore';
import { Notice, NoticeStore } from '../../database/NoticeStore';
import { NoticeReminder } from './NoticeReminder';

jest.setTimeout(60_000);

const HOUR_MS = 60 * 60 * 1000;

describe('NoticeReminder', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let clock: MutableClock;
    let knex: Knex;
    let changes: ChangeStore;

    beforeEach(async () => {
      clock = MutableClock.at('2026-11-01T10:00:00.000Z');
      knex = await migratedDatabase(databases, databaseId);
      changes = ChangeStore.create(knex, clock.now);
    });

    /** A portal that has just been started. */
    const aReminder = () =>
      NoticeReminder.create({
        notices: NoticeStore.create(knex, clock.now),
        changes,
        environments: EnvironmentStore.create(knex),
        samples: ['staging'],
        now: clock.now,
      });

    const remind = async () => {
      await Promise.all([aReminder().runDue(), aReminder().runDue()]);
      const rows = await knex('notices').orderBy('id');
      return rows.map(({ notice }): Notice => JSON.parse(notice));
    };

    const givenInGit = async (...specs: ReturnType<typeof aSpec>[]) => {
      await EnvironmentStore.create(knex).replaceAll(knex, {
        commitSha: 'c'.repeat(40),
        environments: specs.map(spec => ({
          name: spec.metadata.name,
          path: `${spec.metadata.name}.yaml`,
          blobSha: 'a'.repeat(40),
          spec,
          issues: [],
        })),
        at: clock.now().toISOString(),
      });
    };

    it('should tell owner and creator of an end 3 days and 1 day before, each once', async () => {
      await changes.insert(
        aChange({ state: 'applied', requestedBy: 'user:default/eve' }),
        [],
      );
      await givenInGit(
        aSpec({ ttl: '14d' }),
        aSpec({ name: 'staging', ttl: '14d' }),
      );
      clock.pass(10 * 24 * HOUR_MS);
      expect(await remind()).toEqual([]);
      clock.pass(25 * HOUR_MS);
      expect(await remind()).toHaveLength(1);
      clock.pass(HOUR_MS);
      expect(await remind()).toHaveLength(1);
      clock.pass(47 * HOUR_MS);
      const told = await remind();
      expect(told.map(({ title, to }) => [title, to])).toEqual([
        [
          'dev expires within 3 days',
          ['group:default/checkout', 'user:default/eve'],
        ],
        [
          'dev expires within a day',
          ['group:default/checkout', 'user:default/eve'],
        ],
      ]);
      clock.pass(48 * HOUR_MS);
      expect(await remind()).toHaveLength(2);
    });

    it('should remind those who were asked after a day, once', async () => {
      const change = aChange({
        state: 'pending-approval',
        approvals: [
          { group: 'group:default/finops', reason: 'dear', decision: null },
        ],
      });
      await changes.insert(change, [
        {
          event: 'submit',
          from: 'draft',
          to: 'pending-approval',
          actor: 'user:default/ada',
          comment: null,
        },
      ]);
      clock.pass(23 * HOUR_MS);
      expect(await remind()).toEqual([]);
      clock.pass(HOUR_MS);
      expect((await remind()).map(({ title, to }) => [title, to])).toEqual([
        ['Ada still waits: a request for dev', ['group:default/finops']],
      ]);
      clock.pass(40 * 24 * HOUR_MS);
      expect(await remind()).toHaveLength(1);
    });
  });
});
