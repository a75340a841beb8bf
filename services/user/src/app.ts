import { resolve } from 'node:path';
import {
  createTools,
  Database,
  migrate,
  readConfig,
  ShopEvents,
  shopTokens,
  startService,
  startTracing,
  type RunningService,
  type ServiceOptions,
} from '@portico/service-kit';
import { Housekeeper } from './Housekeeper';
import { Passwords } from './passwords';
import { userRoutes } from './routes';
import { SessionService } from './SessionService';
import { SessionStore } from './SessionStore';
import { userSettings } from './settings';
import { SignInLimits } from './SignInLimits';
import { TokenIssuer } from './TokenIssuer';
import { UserService } from './UserService';
import { UserStore } from './UserStore';

/** The name of the service. */
export const NAME = 'user-service';

const CLEAN_EVERY_MS = 60_000;

/** The folder with the service's tables, beside `src` and `dist`. */
export const MIGRATIONS = resolve(__dirname, '../migrations');

/** Starts the user service. */
export async function startUserService(
  env: NodeJS.ProcessEnv,
  extra: Pick<ServiceOptions, 'handleSignals' | 'logDestination'> = {},
): Promise<RunningService> {
  const tracing = await startTracing(NAME, env);
  const config = readConfig(userSettings, env);
  const tools = createTools({ name: NAME, config, ...extra });
  const { log, metrics } = tools;
  await migrate({ config, folder: MIGRATIONS, log });
  const database = Database.create({ config, service: NAME, log });
  const events = ShopEvents.connect({ config, service: NAME, database, log });
  const tokens = TokenIssuer.create({
    privateKey: config.TOKEN_PRIVATE_KEY,
    keyId: config.TOKEN_KEY_ID,
    others: config.TOKEN_KEYS,
  });
  const sessions = new SessionStore();
  const limits = new SignInLimits();
  const shared = {
    ...{ database, metrics, users: new UserStore() },
    passwords: Passwords.create(),
  };
  const housekeeper = Housekeeper.create({
    log,
    work: async () => {
      await sessions.clean(database);
      await limits.clean(database);
    },
  });
  const service = await startService({
    ...extra,
    name: NAME,
    config,
    tools,
    tokens: shopTokens({ TOKEN_KEYS: tokens.verificationKeys }),
    routes: () =>
      userRoutes({
        tokens,
        users: UserService.create({ ...shared, events }),
        sessions: SessionService.create({
          ...shared,
          ...{ sessions, limits, tokens },
        }),
      }),
    checks: { database: database.check },
    onStop: async () => {
      await housekeeper.stop();
      await events.stop();
      await database.end();
      await tracing.stop();
    },
  });
  events.start();
  housekeeper.start(CLEAN_EVERY_MS);
  return service;
}
