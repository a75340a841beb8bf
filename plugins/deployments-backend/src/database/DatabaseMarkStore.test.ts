import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { DatabaseMarkStore } from './DatabaseMarkStore';

jest.setTimeout(60_000);

describe('DatabaseMarkStore', () => {
  const databases = createTestDatabases();

  it.each(databases.eachSupportedId())(
    'should keep texts over a restart, %p',
    async id => {
      const knex = await migratedDatabase(databases, id);
      const marks = DatabaseMarkStore.create(knex);
      expect(await marks.get('etag')).toBeNull();
      await marks.put('etag', 'W/"1"');
      await marks.put('etag', 'W/"2"');
      await marks.put('other', '');
      const later = DatabaseMarkStore.create(knex);
      expect(await later.get('etag')).toBe('W/"2"');
      expect(await later.get('other')).toBe('');
    },
  );

  it.each(databases.eachSupportedId())(
    'should give the same first text to all portals, %p',
    async id => {
      const knex = await migratedDatabase(databases, id);
      const portals = ['a', 'b', 'c', 'd'];
      const given = await Promise.all(
        portals.map(name => DatabaseMarkStore.create(knex).putFirst('x', name)),
      );
      expect(new Set(given).size).toBe(1);
      const marks = DatabaseMarkStore.create(knex);
      expect(await marks.putFirst('x', 'e')).toBe(given[0]);
      await marks.remove('x');
      expect(await marks.putFirst('x', 'e')).toBe('e');
    },
  );
});
