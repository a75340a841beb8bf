import { resolve } from 'node:path';
import {
  readConfig,
  Rounds,
  startShopService,
  type RunningService,
  type ServiceExtra,
} from '@portico/service-kit';
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
  extra: ServiceExtra = {},
): Promise<RunningService> {
  const own = readConfig(userSettings, env);
  const tokens = TokenIssuer.create({
    privateKey: own.TOKEN_PRIVATE_KEY,
    keyId: own.TOKEN_KEY_ID,
    others: own.TOKEN_KEYS,
  });
  const config = { ...own, TOKEN_KEYS: tokens.verificationKeys };
  return startShopService(
    { ...extra, name: NAME, config, env, migrations: MIGRATIONS },
    ({ database, events, log, metrics }) => {
      const sessions = new SessionStore();
      const limits = new SignInLimits();
      const passwords = Passwords.create();
      const shared = { database, metrics, passwords, users: new UserStore() };
      const cleaning = Rounds.create({
        work: async () => {
          await sessions.clean(database);
          await limits.clean(database);
          return false;
        },
        everyMs: CLEAN_EVERY_MS,
        spread: true,
        log,
        failure: 'Nothing could be cleaned up',
      });
      return {
        routes: userRoutes({
          tokens,
          users: UserService.create({ ...shared, events }),
          sessions: SessionService.create({
            ...shared,
            ...{ sessions, limits, tokens },
          }),
        }),
        start: () => cleaning.start(),
        stop: () => cleaning.stop(),
      };
    },
  );
}
