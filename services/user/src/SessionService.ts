import {
  BadRequestError,
  NotFoundError,
  RateLimitError,
  UnauthenticatedError,
  type Database,
  type Log,
  type Metrics,
} from '@portico/service-kit';
import type { PasswordChange, SignIn } from './account';
import type { Passwords } from './passwords';
import type { SessionStore } from './SessionStore';
import type { SignInLimits, Subjects } from './SignInLimits';
import { ACCESS_SECONDS, type TokenIssuer } from './TokenIssuer';
import type { User, UserStore } from './UserStore';

/** What a signed-in caller gets. */
export interface TokenPair {
  accessToken: string;
  refreshToken: string;
  expiresInSeconds: number;
}

/** What the sessions need. */
export interface SessionServiceOptions {
  database: Database;
  users: UserStore;
  sessions: SessionStore;
  limits: SignInLimits;
  passwords: Passwords;
  tokens: TokenIssuer;
  metrics: Metrics;
}

/** Signs people in, keeps them signed in, and ends it. */
export class SessionService {
  readonly #options: SessionServiceOptions;

  private constructor(options: SessionServiceOptions) {
    this.#options = options;
  }

  static create(options: SessionServiceOptions): SessionService {
    return new SessionService(options);
  }

  /** Signs in; the answer is the same for a wrong password and for no such account. */
  async signIn(signIn: SignIn, address: string): Promise<TokenPair> {
    const { metrics } = this.#options;
    try {
      const pair = await this.#signIn(signIn, address);
      metrics.countTransaction('login', pair ? 'success' : 'refused');
      if (pair) return pair;
    } catch (error) {
      const isLocked = error instanceof RateLimitError;
      metrics.countTransaction('login', isLocked ? 'locked' : 'failed');
      throw error;
    }
    throw new UnauthenticatedError('The e-mail or the password is wrong.');
  }

  /** Gives a new pair for a refresh token. */
  async refresh(token: string, log: Log): Promise<TokenPair> {
    const { database, users, sessions, metrics } = this.#options;
    const { rotation, user } = await database.transaction(async tx => {
      const result = await sessions.rotate(tx, token);
      // What is refused must be kept as well: the family has ended.
      if (result.kind !== 'rotated') return { rotation: result };
      const { userId } = result;
      return { rotation: result, user: await users.find(tx, userId) };
    });
    metrics.countTransaction('refresh', rotation.kind);
    if (rotation.kind === 'reused') {
      const { userId } = rotation;
      log.warn({ userId }, 'A used refresh came again: its session ended');
    }
    if (rotation.kind !== 'rotated' || !user) {
      throw new UnauthenticatedError('Sign in and try again.');
    }
    return this.#pair(user, rotation.refreshToken);
  }

  /** Ends the session of a refresh token, if there is one. */
  async signOut(token: string): Promise<void> {
    const { database, sessions } = this.#options;
    await database.transaction(tx => sessions.end(tx, token));
  }

  /** Changes the password, and ends every session: whoever else was signed in is out. */
  async changePassword(
    userId: string,
    change: PasswordChange,
    address: string,
  ): Promise<void> {
    const { database, users, sessions, passwords } = this.#options;
    const owner = await users.find(database, userId);
    if (!owner) throw new NotFoundError('There is no such account.');
    const user = await this.#compare({
      password: change.currentPassword,
      subjects: { account: owner.email, address },
      find: async () => owner,
    });
    const hash = user && (await passwords.hash(change.newPassword));
    const changed = await database.transaction(async tx => {
      if (!hash || !(await users.setPassword(tx, user, hash))) return false;
      await sessions.endAll(tx, userId);
      return true;
    });
    if (!changed) throw new BadRequestError('The current password is wrong.');
  }

  async #signIn(
    { email: account, password }: SignIn,
    address: string,
  ): Promise<TokenPair | undefined> {
    const { database, users, sessions, passwords } = this.#options;
    const user = await this.#compare({
      password,
      subjects: { account, address },
      find: () => users.findByEmail(database, account),
    });
    if (!user) return undefined;
    if (passwords.isOutdated(user.passwordHash)) {
      await users.rehash(database, user, await passwords.hash(password));
    }
    const refreshToken = await database.transaction(async tx =>
      // A session must not begin with a password that was changed in between.
      (await users.holdPassword(tx, user))
        ? sessions.begin(tx, user.id)
        : undefined,
    );
    return refreshToken === undefined
      ? undefined
      : this.#pair(user, refreshToken);
  }

  /** The account whose password it is, if it is; bad ones are counted. */
  async #compare(attempt: {
    password: string;
    subjects: Subjects;
    find(): Promise<User | undefined>;
  }): Promise<User | undefined> {
    const { database, limits, passwords } = this.#options;
    const { password, subjects, find } = attempt;
    await limits.check(database, subjects);
    const user = await find();
    if (!(await passwords.verify(user?.passwordHash, password))) {
      await limits.fail(database, subjects);
      return undefined;
    }
    // Others may have failed while this one was compared: many guesses at once are no way round.
    await limits.check(database, subjects);
    await limits.forget(database, subjects);
    return user;
  }

  async #pair({ id, roles }: User, refreshToken: string): Promise<TokenPair> {
    const accessToken = await this.#options.tokens.issue(id, roles);
    return { accessToken, refreshToken, expiresInSeconds: ACCESS_SECONDS };
  }
}
