import { createTools, Database, readConfig } from '@portico/service-kit';
import { normalizeEmail } from './account';
import { userSettings } from './app';
import { UserStore } from './UserStore';

/** Makes the owner of an address an administrator: how the first one comes about. */
export async function grantAdmin(
  env: NodeJS.ProcessEnv,
  email: string,
): Promise<void> {
  const config = readConfig(userSettings, env);
  const { log } = createTools({ name: 'user-service', config });
  const database = Database.create({ config, service: 'grant-admin', log });
  const users = new UserStore();
  try {
    const user = await users.findByEmail(database, normalizeEmail(email));
    if (!user) throw new Error('There is no account with this address.');
    await users.setRoles(database, user.id, ['customer', 'admin']);
    log.warn({ userId: user.id }, 'An account is an administrator now');
  } finally {
    await database.end();
  }
}
