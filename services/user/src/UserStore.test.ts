import { randomUUID } from 'node:crypto';
import {
  createTools,
  Database,
  databaseSettings,
  migrate,
  readConfig,
  serviceSettings,
} from '@portico/service-kit';
import { TEST_ENVIRONMENT, testDatabase } from '@portico/service-kit/testUtils';
import { MIGRATIONS, NAME } from './app';
import { UserStore } from './UserStore';

jest.setTimeout(60_000);

describe('UserStore', () => {
  const place = testDatabase();
  const users = new UserStore();
  let database: Database;

  beforeAll(async () => {
    const config = readConfig(
      { ...serviceSettings, ...databaseSettings },
      { ...TEST_ENVIRONMENT, DATABASE_URL: place.url(), LOG_LEVEL: 'silent' },
    );
    const { log } = createTools({ name: NAME, config });
    const folder = MIGRATIONS;
    await migrate({ config, folder, log });
    // Down and up again, so that both parts of the file are run.
    await migrate({ config, folder, log, direction: 'down' });
    await migrate({ config, folder, log });
    database = Database.create({ config, service: NAME, log });
  });
  afterAll(() => database?.end());

  async function ada() {
    const id = randomUUID();
    const email = `${id}@example.com`;
    await users.insert(database, { id, email, name: 'Ada', passwordHash: 'a' });
    const user = await users.find(database, id);
    if (!user) throw new Error('The account is not there');
    return user;
  }

  it('should make one account of an address, however many ask', async () => {
    const { email } = await ada();
    const again = { id: randomUUID(), email, name: 'Eve', passwordHash: 'e' };
    expect(await users.insert(database, again)).toBe(false);
    expect(await users.findByEmail(database, email)).toMatchObject({
      name: 'Ada',
      roles: ['customer'],
    });
  });

  it('should begin no session with a password that was changed in between', async () => {
    const compared = await ada();
    expect(await users.holdPassword(database, compared)).toBe(true);
    await users.rehash(database, compared, 'a better hash');
    expect(await users.holdPassword(database, compared)).toBe(true);
    expect(await users.setPassword(database, compared, 'b')).toBe(true);
    expect(await users.holdPassword(database, compared)).toBe(false);
    expect(await users.setPassword(database, compared, 'c')).toBe(false);
    await users.rehash(database, compared, 'the old one again');
    expect(await users.find(database, compared.id)).toMatchObject({
      passwordHash: 'b',
    });
  });
});
