import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { applyMigrations } from '../database/applyMigrations';

/** The databases that every store is tested on: what production and a laptop run. */
export function createTestDatabases(): TestDatabases {
  return TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
}

/** A fresh database with the plugin's tables. */
export async function migratedDatabase(
  databases: TestDatabases,
  id: Parameters<TestDatabases['init']>[0],
): Promise<Knex> {
  const knex = await databases.init(id);
  await applyMigrations(knex);
  return knex;
}
