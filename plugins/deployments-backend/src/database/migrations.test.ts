import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';

jest.setTimeout(60_000);

const TABLES = [
  'deployment_changes',
  'deployment_records',
  'deployment_places',
  'deployments',
  'incidents',
  'clusters',
  'sightings',
  'marks',
];

describe('migrations', () => {
  const databases = createTestDatabases();

  it.each(databases.eachSupportedId())(
    'should make all tables and take them away again, %p',
    async id => {
      const knex = await migratedDatabase(databases, id);
      const present = () =>
        Promise.all(TABLES.map(table => knex.schema.hasTable(table)));
      expect(await present()).toEqual(TABLES.map(() => true));
      await knex.migrate.rollback(
        {
          directory: resolvePackagePath(
            '@portico/plugin-deployments-backend',
            'migrations',
          ),
        },
        true,
      );
      expect(await present()).toEqual(TABLES.map(() => false));
    },
  );
});
