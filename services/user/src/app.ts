import { resolve } from 'node:path';
import {
  createTools,
  Database,
  databaseSettings,
  eventSettings,
  migrate,
  readConfig,
  serviceSettings,
  ShopEvents,
  shopTokens,
  startService,
  tokenSettings,
  type RunningService,
  type ServiceOptions,
} from '@portico/service-kit';
import { z } from 'zod/v4';
import { Passwords } from './passwords';
import { userRoutes } from './routes';
import { SessionStore } from './SessionStore';
import { SignInLimits } from './SignInLimits';
import { TokenIssuer } from './TokenIssuer';
import { UserService } from './UserService';
import { UserStore } from './UserStore';

const NAME = 'user-service';
const CLEAN_EVERY_MS = 10 * 60_000;

/** Everything that the user service reads from its environment. */
export const userSettings = {
  ...serviceSettings,
  ...databaseSettings,
  ...eventSettings,
  ...tokenSettings,
  TOKEN_PRIVATE_KEY: z
    .string()
    .startsWith('-----BEGIN PRIVATE KEY-----')
    .describe('the private RSA key that access tokens are signed with, in PEM'),
  TOKEN_KEY_ID: z
    .string()
    .regex(/^[\w.-]{1,100}$/)
    .describe('the name of that key, which TOKEN_KEYS holds as well'),
};

/** The folder with the service's tables, beside `src` and `dist`. */
export const MIGRATIONS = resolve(__dirname, '../migrations');

/** Starts the user service. */
export async function startUserService(
  env: NodeJS.ProcessEnv,
  extra: Pick<ServiceOptions, 'handleSignals' | 'logDestination'> = {},
): Promise<RunningService> {
  const config = readConfig(userSettings, env);
  const issuer = TokenIssuer.create({
    privateKey: config.TOKEN_PRIVATE_KEY,
    keyId: config.TOKEN_KEY_ID,
  });
  if (!config.TOKEN_KEYS.has(config.TOKEN_KEY_ID)) {
    throw new Error(
      'TOKEN_KEYS does not hold TOKEN_KEY_ID: nobody could verify the tokens',
    );
  }
  const tools = createTools({ name: NAME, config, ...extra });
  const { log, metrics } = tools;
  await migrate({ config, folder: MIGRATIONS, log });
  const database = Database.create({ config, service: NAME, log });
  const events = ShopEvents.connect({ config, service: NAME, database, log });
  const users = UserService.create({
    database,
    users: new UserStore(),
    sessions: new SessionStore(),
    limits: new SignInLimits(),
    passwords: Passwords.create(),
    issuer,
    events,
    metrics,
  });
  const cleaning = setInterval(() => {
    users
      .clean()
      .catch(error => log.warn({ err: error }, 'Nothing was cleaned'));
  }, CLEAN_EVERY_MS);
  const service = await startService({
    ...extra,
    name: NAME,
    config,
    tools,
    tokens: shopTokens(config),
    routes: () => userRoutes({ users, issuer }),
    checks: { database: database.check },
    onStop: async () => {
      clearInterval(cleaning);
      await events.stop();
      await database.end();
    },
  });
  events.start();
  return service;
}
