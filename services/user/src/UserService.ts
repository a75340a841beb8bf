import { randomUUID } from 'node:crypto';
import {
  ForbiddenError,
  NotFoundError,
  RateLimitError,
  UnauthenticatedError,
  type Database,
  type EventWriter,
  type Metrics,
} from '@portico/service-kit';
import type { Registration, SignIn } from './account';
import type { Passwords } from './passwords';
import type { SessionStore } from './SessionStore';
import type { SignInLimits, Subject } from './SignInLimits';
import { ACCESS_SECONDS, type TokenIssuer } from './TokenIssuer';
import type { User, UserStore } from './UserStore';

/** What the service needs. */
export interface UserServiceOptions {
  database: Database;
  users: UserStore;
  sessions: SessionStore;
  limits: SignInLimits;
  passwords: Passwords;
  issuer: TokenIssuer;
  events: EventWriter;
  metrics: Metrics;
}

/** What a signed-in caller holds. */
export interface Session {
  accessToken: string;
  refreshToken: string;
  expiresInSeconds: number;
}

/** An account as its owner sees it. */
export type Profile = Omit<User, 'passwordHash'>;

function profileOf({ id, email, name, roles }: User): Profile {
  return { id, email, name, roles };
}

/** The rules of accounts and sessions. */
export class UserService {
  readonly #options: UserServiceOptions;

  private constructor(options: UserServiceOptions) {
    this.#options = options;
  }

  static create(options: UserServiceOptions): UserService {
    return new UserService(options);
  }

  /** Makes an account; where there is one already, it looks the same and changes nothing. */
  async register({ email, name, password }: Registration): Promise<void> {
    const { database, users, passwords, events, metrics } = this.#options;
    // Also for a known address: the time it takes must not tell.
    const passwordHash = await passwords.hash(password);
    const id = randomUUID();
    const made = await database.transaction(async tx => {
      if (!(await users.insert(tx, { id, email, name, passwordHash }))) {
        return false;
      }
      await events.append(tx, {
        type: 'user.registered.v1',
        subject: id,
        data: { userId: id, email, name },
      });
      return true;
    });
    metrics.countTransaction('register', made ? 'made' : 'known');
    if (made) events.nudge();
  }

  /** Signs in; after too many bad tries by account or address it throws a RateLimitError. */
  async signIn({ email, password }: SignIn, address: string): Promise<Session> {
    const { database, users, sessions, passwords, metrics } = this.#options;
    const subjects: Subject[] = [{ address }, { account: email }];
    await this.#claim('login', subjects);
    const user = await users.findByEmail(database, email);
    if (!(await passwords.verify(user?.passwordHash, password)) || !user) {
      metrics.countTransaction('login', 'refused');
      throw new UnauthenticatedError('The e-mail or the password is wrong.');
    }
    await this.#options.limits.succeed(database, subjects);
    await this.#refreshHash(user, password);
    const refreshToken = await database.transaction(tx =>
      sessions.begin(tx, user.id),
    );
    metrics.countTransaction('login', 'signed-in');
    return this.#session(user, refreshToken);
  }

  /** Gives a new pair for a refresh token, which is used up by it. */
  async refresh(token: string): Promise<Session> {
    const { database, users, sessions, metrics } = this.#options;
    // A reuse revokes the family: that must be committed, so nothing throws inside.
    const rotation = await database.transaction(tx =>
      sessions.rotate(tx, token),
    );
    metrics.countTransaction('refresh', rotation.kind);
    const user =
      rotation.kind === 'rotated' &&
      (await users.find(database, rotation.userId));
    if (rotation.kind !== 'rotated' || !user) {
      throw new UnauthenticatedError('The session has ended. Sign in again.');
    }
    return this.#session(user, rotation.refreshToken);
  }

  /** Ends the session of a refresh token; says nothing of whether there was one. */
  async signOut(token: string): Promise<void> {
    const { database, sessions } = this.#options;
    await database.transaction(tx => sessions.end(tx, token));
  }

  async profile(id: string): Promise<Profile> {
    return profileOf(await this.#require(id));
  }

  async rename(id: string, name: string): Promise<Profile> {
    const { database, users } = this.#options;
    await users.rename(database, id, name);
    return this.profile(id);
  }

  /** Changes a password and ends every session; the current one is counted like a sign-in. */
  async changePassword(
    id: string,
    change: { currentPassword: string; newPassword: string },
    address: string,
  ): Promise<void> {
    const { database, users, sessions, passwords, limits } = this.#options;
    const user = await this.#require(id);
    const subjects: Subject[] = [{ address }, { account: user.email }];
    await this.#claim('password', subjects);
    if (!(await passwords.verify(user.passwordHash, change.currentPassword))) {
      throw new ForbiddenError('The current password is wrong.');
    }
    await limits.succeed(database, subjects);
    const hash = await passwords.hash(change.newPassword);
    await database.transaction(async tx => {
      await users.setPassword(tx, id, hash);
      await sessions.endAll(tx, id);
    });
  }

  /** Sets what an account may do; its sessions go on with it from their next refresh. */
  async setRoles(id: string, roles: readonly string[]): Promise<Profile> {
    const { database, users } = this.#options;
    if (!(await users.setRoles(database, id, roles))) throw noSuchUser();
    return this.profile(id);
  }

  /** Forgets what has ended. */
  async clean(): Promise<void> {
    const { database, sessions, limits } = this.#options;
    await sessions.clean(database);
    await limits.clean(database);
  }

  async #claim(type: string, subjects: readonly Subject[]): Promise<void> {
    const { database, limits, metrics } = this.#options;
    try {
      await limits.claim(database, subjects);
    } catch (error) {
      if (error instanceof RateLimitError) {
        metrics.countTransaction(type, 'locked');
      }
      throw error;
    }
  }

  async #refreshHash(user: User, password: string): Promise<void> {
    const { database, users, passwords } = this.#options;
    if (!passwords.isOutdated(user.passwordHash)) return;
    const hash = await passwords.hash(password);
    await users.setPassword(database, user.id, hash);
  }

  async #require(id: string): Promise<User> {
    const { database, users } = this.#options;
    const user = await users.find(database, id);
    if (!user) throw noSuchUser();
    return user;
  }

  async #session(user: User, refreshToken: string): Promise<Session> {
    const { issuer } = this.#options;
    return {
      accessToken: await issuer.issue(user.id, user.roles),
      refreshToken,
      expiresInSeconds: ACCESS_SECONDS,
    };
  }
}

function noSuchUser(): NotFoundError {
  return new NotFoundError('There is no such account.');
}
