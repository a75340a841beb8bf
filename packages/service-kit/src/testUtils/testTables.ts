import { readConfig } from '../config/readConfig';
import { serviceSettings } from '../config/serviceSettings';
import { Database } from '../database/Database';
import { databaseSettings } from '../database/databaseSettings';
import { migrate } from '../database/migrate';
import { createTools, type ServiceTools } from '../startService';
import { testDatabase } from './postgres';
import { TEST_ENVIRONMENT } from './testEnvironment';

/** The tables of a service and its tools, without the service. */
export interface TestTables {
  url(): string;
  database(): Database;
  /** A silent log, and metrics of its own. */
  tools: ServiceTools;
}

/** Makes the tables of a service for one test file, and connects; the database is dropped after it. */
export function testTables(
  migrations: string,
  settings: Record<string, string> = {},
): TestTables {
  const place = testDatabase();
  const read = () =>
    readConfig(
      { ...serviceSettings, ...databaseSettings },
      {
        ...TEST_ENVIRONMENT,
        DATABASE_URL: place.url() || 'postgres://nobody@localhost/none',
        LOG_LEVEL: 'silent',
        ...settings,
      },
    );
  const tools = createTools({ name: 'test', config: read() });
  let database: Database | undefined;
  beforeAll(async () => {
    const config = read();
    const { log } = tools;
    await migrate({ config, folder: migrations, log });
    database = Database.create({ config, service: 'test', log });
  }, 60_000);
  afterAll(() => database?.end());
  return {
    url: place.url,
    tools,
    database: () => {
      if (!database) throw new Error('The tables are there in tests only');
      return database;
    },
  };
}
