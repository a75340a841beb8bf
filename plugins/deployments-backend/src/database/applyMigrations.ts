import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** Brings a database to the newest form of the plugin's tables. */
export async function applyMigrations(knex: Knex): Promise<void> {
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@portico/plugin-deployments-backend',
      'migrations',
    ),
  });
}

/** The plugin's database, with its tables; `skip` leaves migrating to somebody else. */
export async function connectDatabase(
  database: DatabaseService,
): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) await applyMigrations(knex);
  return knex;
}
