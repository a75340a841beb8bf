import { Knex } from 'knex';
import { aChange } from '../__testUtils__/aChange';
import { aNotice } from '../__testUtils__/aNotice';
import { MutableClock } from '../__testUtils__/MutableClock';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { waitingNotices } from '../services/notices/changeNotices';
import { ChangeStore } from './ChangeStore';
import { NoticeStore } from './NoticeStore';

jest.setTimeout(60_000);

const DAY_MS = 24 * 60 * 60 * 1000;
const APPROVAL = {
  group: 'group:default/platform-approvers',
  reason: 'it is production',
  decision: null,
};

describe('NoticeStore', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let clock: MutableClock;
    let knex: Knex;
    let store: NoticeStore;

    beforeEach(async () => {
      clock = MutableClock.at('2026-11-25T10:00:00.000Z');
      knex = await migratedDatabase(databases, databaseId);
      store = NoticeStore.create(knex, clock.now);
    });

    /** Sends everything that is due, and tells its titles. */
    const drain = async () => {
      const titles: string[] = [];
      for (;;) {
        const due = await store.claim(1_000);
        if (!due) return titles;
        titles.push(due.notice.title);
        await store.finish(due.id, 'sent');
      }
    };

    it('should keep a notice once, however often and by whomever it is added', async () => {
      const other = NoticeStore.create(knex, clock.now);
      const a = { key: 'a', notice: aNotice({ title: 'A' }) };
      const b = { key: 'b', notice: aNotice({ title: 'B', scope: 'b' }) };
      await Promise.all([store.add([a]), other.add([a, b]), store.add([b])]);
      expect([...(await store.known(['a', 'b', 'c']))].sort()).toEqual([
        'a',
        'b',
      ]);
      expect((await drain()).sort()).toEqual(['A', 'B']);
      await store.add([a]);
      expect(await drain()).toEqual([]);
    });

    it('should come and go with the transaction it is written in', async () => {
      const failed = knex.transaction(async tx => {
        await store.add([{ key: 'a', notice: aNotice() }], tx);
        throw new Error('the change was refused');
      });
      await expect(failed).rejects.toThrow('the change was refused');
      expect(await drain()).toEqual([]);
    });

    it('should give a notice to one of several portals, until its time is over', async () => {
      await store.add([{ key: 'a', notice: aNotice() }]);
      const claims = await Promise.all(
        Array.from({ length: 5 }, () =>
          NoticeStore.create(knex, clock.now).claim(1_000),
        ),
      );
      expect(claims.filter(claim => claim !== undefined)).toHaveLength(1);
      clock.pass(1_001);
      expect((await store.claim(1_000))?.notice).toEqual(aNotice());
    });

    it('should keep the order in a scope, and no other', async () => {
      await store.add([
        { key: 'a', notice: aNotice({ title: 'first', scope: 'x' }) },
        { key: 'b', notice: aNotice({ title: 'second', scope: 'x' }) },
        { key: 'c', notice: aNotice({ title: 'other', scope: 'y' }) },
      ]);
      const first = await store.claim(60_000);
      await store.postpone(first?.id ?? 0, 30_000);
      expect(await drain()).toEqual(['other']);
      clock.pass(30_000);
      expect((await store.claim(1_000))?.attempts).toBe(1);
      clock.pass(1_001);
      expect(await drain()).toEqual(['first', 'second']);
    });

    it('should find requests that wait long and of which nobody was reminded', async () => {
      const changes = ChangeStore.create(knex, clock.now);
      const waits = async (name: string, event: string) => {
        const change = aChange({
          name,
          state: 'pending-approval',
          approvals: [APPROVAL],
        });
        const entry = { from: 'draft', to: 'pending-approval' } as const;
        await changes.insert(change, [
          { ...entry, event, actor: 'user:default/ada', comment: null },
        ]);
        return change;
      };
      const since = () =>
        new Date(clock.now().getTime() - DAY_MS).toISOString();
      const change = await waits('dev', 'submit');
      expect(await store.listForgotten(since(), 10)).toEqual([]);
      clock.pass(DAY_MS);
      await waits('other', 'require-approval');
      expect(await store.listForgotten(since(), 10)).toEqual([change.id]);
      await store.add(waitingNotices(change));
      expect(await store.listForgotten(since(), 10)).toEqual([]);
    });

    it('should forget events that were told long ago, and no reminder', async () => {
      await store.add([
        { key: 'event:1:0', notice: aNotice({ scope: 'a' }) },
        { key: 'expiry:dev:3d', notice: aNotice({ scope: 'b' }) },
      ]);
      await drain();
      await store.add([{ key: 'event:2:0', notice: aNotice() }]);
      clock.pass(1);
      await store.sweep(clock.now().toISOString());
      expect(
        [
          ...(await store.known(['event:1:0', 'event:2:0', 'expiry:dev:3d'])),
        ].sort(),
      ).toEqual(['event:2:0', 'expiry:dev:3d']);
    });
  });
});
