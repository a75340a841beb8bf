import { aChange } from '../__testUtils__/aChange';
import { aSpec } from '../__testUtils__/aSpec';
import { MutableClock } from '../__testUtils__/MutableClock';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { ChangeQueue } from './ChangeQueue';
import { ChangeStore } from './ChangeStore';
import { StoredChange } from './StoredChange';

jest.setTimeout(60_000);

const MINUTE_MS = 60_000;

describe('ChangeQueue', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    const clock = MutableClock.at('2026-11-25T10:00:00.000Z');
    let queue: ChangeQueue;
    let store: ChangeStore;

    const add = async (name: string, fields: Partial<StoredChange>) => {
      const change = aChange({ after: aSpec({ name }), ...fields });
      await store.insert(change, []);
      return change.id;
    };

    beforeEach(async () => {
      const knex = await migratedDatabase(databases, databaseId);
      queue = ChangeQueue.create(knex, clock.now);
      store = ChangeStore.create(knex, clock.now);
    });

    it('should give a change to one of many who ask for it', async () => {
      const id = await add('dev', {});
      const claims = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          queue.claim(id, `portal-${index}`, MINUTE_MS),
        ),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await queue.listDue(10)).toEqual([]);
    });

    it('should let a claim be renewed, given back, and taken when its time is over', async () => {
      const id = await add('dev', {});
      expect(await queue.claim(id, 'a', MINUTE_MS)).toBe(true);
      clock.pass(MINUTE_MS / 2);
      expect(await queue.claim(id, 'a', MINUTE_MS)).toBe(true);
      clock.pass(MINUTE_MS - 1);
      expect(await queue.claim(id, 'b', MINUTE_MS)).toBe(false);
      clock.pass(2);
      expect(await queue.claim(id, 'b', MINUTE_MS)).toBe(true);
      await queue.release(id, 'a');
      expect(await queue.claim(id, 'c', MINUTE_MS)).toBe(false);
      await queue.release(id, 'b');
      expect(await queue.claim(id, 'c', MINUTE_MS)).toBe(true);
    });

    it('should list what is on its way or has left a pull request open', async () => {
      const pullRequest = {
        number: 1,
        url: '',
        headSha: 'a',
        checkedSha: null,
      };
      const due = [
        await add('approved', { state: 'approved' }),
        await add('proposed', { state: 'proposed' }),
        await add('left-open', {
          state: 'withdrawn',
          pullRequest: { ...pullRequest, state: 'open' },
        }),
      ];
      const notDue = [
        await add('waiting', { state: 'pending-approval' }),
        await add('merged', { state: 'merged' }),
        await add('closed', {
          state: 'withdrawn',
          pullRequest: { ...pullRequest, state: 'closed' },
        }),
        await add('later', { nextAttemptAt: '2099-01-01T00:00:00.000Z' }),
      ];
      expect((await queue.listDue(10)).sort()).toEqual(due.sort());
      expect(await queue.claim(notDue[0], 'a', MINUTE_MS)).toBe(false);
      expect(await queue.claim(notDue[1], 'a', MINUTE_MS)).toBe(false);
    });

    it('should list requests whose time is over', async () => {
      const late = await add('late', {
        state: 'pending-approval',
        expiresAt: '2026-11-25T09:00:00.000Z',
      });
      await add('early', {
        state: 'pending-approval',
        expiresAt: '2099-01-01T00:00:00.000Z',
      });
      await add('agreed', { expiresAt: '2026-11-25T09:00:00.000Z' });
      expect(await queue.listOverdue()).toEqual([late]);
    });
  });
});
