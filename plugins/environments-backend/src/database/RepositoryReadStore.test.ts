import { Knex } from 'knex';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { RepositoryReadStore } from './RepositoryReadStore';

jest.setTimeout(60_000);

const T1 = '2026-11-25T10:00:00.000Z';
const T2 = '2026-11-25T10:05:00.000Z';
const T3 = '2026-11-25T10:10:00.000Z';

describe('RepositoryReadStore', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let knex: Knex;
    let store: RepositoryReadStore;
    const write = async () => 'done';

    beforeEach(async () => {
      knex = await migratedDatabase(databases, databaseId);
      store = RepositoryReadStore.create(knex, 'host/acme/platform@main:envs');
    });

    it('should tell since when reading works, and since when it fails', async () => {
      expect(await store.get()).toBeUndefined();
      await store.recordSuccess(undefined, { head: 'c1', at: T1 }, write);
      await store.recordSuccess(
        await store.get(),
        { head: 'c2', at: T2 },
        write,
      );
      expect(await store.get()).toEqual({
        version: 2,
        head: 'c2',
        readAt: T2,
        since: T1,
        failure: null,
      });
      const failure = { kind: 'down' as const, reason: 'no answer' };
      await store.recordFailure(await store.get(), failure, T3);
      await store.recordFailure(
        await store.get(),
        failure,
        '2026-11-25T10:15:00.000Z',
      );
      expect(await store.get()).toMatchObject({
        head: 'c2',
        readAt: T2,
        since: T3,
        failure,
      });
    });

    it('should refuse an older read that ends after a newer one', async () => {
      await store.recordSuccess(undefined, { head: 'c1', at: T1 }, write);
      const seen = await store.get();
      const newer = { head: 'c2', at: T2 };
      expect(await store.recordSuccess(seen, newer, write)).toEqual({
        written: true,
        result: 'done',
      });
      const late = jest.fn(write);
      expect(
        await store.recordSuccess(seen, { head: 'c1', at: T3 }, late),
      ).toEqual({ written: false });
      expect(late).not.toHaveBeenCalled();
      expect((await store.get())?.head).toBe('c2');
    });

    it('should let one of two first reads win', async () => {
      const outcomes = await Promise.all(
        ['c1', 'c2'].map(head =>
          store.recordSuccess(undefined, { head, at: T1 }, write),
        ),
      );
      expect(outcomes.filter(({ written }) => written)).toHaveLength(1);
    });

    it('should note nothing where what belongs to the read fails', async () => {
      await expect(
        store.recordSuccess(undefined, { head: 'c1', at: T1 }, async () => {
          throw new Error('disk full');
        }),
      ).rejects.toThrow('disk full');
      expect(await store.get()).toBeUndefined();
    });

    it('should keep repositories apart', async () => {
      await store.recordSuccess(undefined, { head: 'c1', at: T1 }, write);
      const other = RepositoryReadStore.create(
        knex,
        'host/acme/other@main:envs',
      );
      expect(await other.get()).toBeUndefined();
    });
  });
});
