import { Knex } from 'knex';
import { aSpec } from '../__testUtils__/aSpec';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { EnvironmentStore, ReadEnvironment } from './EnvironmentStore';

jest.setTimeout(60_000);

function read(name: string, blobSha: string): ReadEnvironment {
  const path = `infra/environments/${name}.yaml`;
  return { name, path, blobSha, spec: aSpec({ name }), issues: [] };
}

describe('EnvironmentStore', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let knex: Knex;
    let store: EnvironmentStore;

    const replace = (
      commitSha: string,
      at: string,
      environments: ReadEnvironment[],
    ) => store.replaceAll(knex, { commitSha, at, environments });

    beforeEach(async () => {
      knex = await migratedDatabase(databases, databaseId);
      store = EnvironmentStore.create(knex);
    });

    it('should tell what a read changed, and keep the rest as it was', async () => {
      expect(
        await replace('c1', '2026-11-25T10:00:00.000Z', [
          read('dev', 'a'),
          read('qa', 'b'),
        ]),
      ).toEqual({ changed: ['dev', 'qa'], removed: [] });
      expect(
        await replace('c2', '2026-11-25T11:00:00.000Z', [
          read('dev', 'a'),
          read('qa', 'c'),
        ]),
      ).toEqual({ changed: ['qa'], removed: [] });
      expect(await store.get('dev')).toEqual({
        ...read('dev', 'a'),
        commitSha: 'c1',
        createdAt: '2026-11-25T10:00:00.000Z',
        updatedAt: '2026-11-25T10:00:00.000Z',
        removedAt: null,
      });
      expect(await store.get('qa')).toEqual({
        ...read('qa', 'c'),
        commitSha: 'c2',
        createdAt: '2026-11-25T10:00:00.000Z',
        updatedAt: '2026-11-25T11:00:00.000Z',
        removedAt: null,
      });
    });

    it('should remember what went away, and begin anew when it comes back', async () => {
      await replace('c1', '2026-11-25T10:00:00.000Z', [read('dev', 'a')]);
      expect(await replace('c2', '2026-11-25T11:00:00.000Z', [])).toEqual({
        changed: [],
        removed: ['dev'],
      });
      expect((await store.get('dev'))?.removedAt).toBe(
        '2026-11-25T11:00:00.000Z',
      );
      expect(await replace('c3', '2026-11-25T12:00:00.000Z', [])).toEqual({
        changed: [],
        removed: [],
      });
      expect(
        await replace('c4', '2026-11-25T13:00:00.000Z', [read('dev', 'a')]),
      ).toEqual({ changed: ['dev'], removed: [] });
      expect(await store.get('dev')).toMatchObject({
        createdAt: '2026-11-25T13:00:00.000Z',
        removedAt: null,
      });
    });

    it('should keep what is wrong with a file', async () => {
      const issues = [{ path: 'spec.region', message: 'must be one', line: 7 }];
      await replace('c1', '2026-11-25T10:00:00.000Z', [
        { ...read('dev', 'a'), spec: null, issues },
      ]);
      expect(await store.list()).toEqual([
        expect.objectContaining({ name: 'dev', spec: null, issues }),
      ]);
    });
  });
});
