import {
  createTools,
  Database,
  readConfig,
  databaseSettings,
  serviceSettings,
} from '@portico/service-kit';
import { emailSchema, ROLES } from './account';
import { NAME } from './app';
import { UserStore } from './UserStore';

/** Makes an account an administrator: the first one cannot be made by another. */
export async function grantAdmin(
  env: NodeJS.ProcessEnv,
  email: string | undefined,
): Promise<void> {
  const address = emailSchema.safeParse(email);
  if (!address.success) {
    throw new Error('Usage: node dist/main.cjs grant-admin <e-mail address>');
  }
  const config = readConfig({ ...serviceSettings, ...databaseSettings }, env);
  const { log } = createTools({ name: NAME, config });
  const database = Database.create({ config, service: NAME, log });
  try {
    const users = new UserStore();
    const user = await users.findByEmail(database, address.data);
    if (!user) throw new Error('There is no such account. Register it first.');
    await users.setRoles(database, user.id, ROLES);
    log.info({ userId: user.id }, 'An administrator was made');
  } finally {
    await database.end();
  }
}
