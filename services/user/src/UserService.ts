import { randomUUID } from 'node:crypto';
import {
  ForbiddenError,
  NotFoundError,
  type Database,
  type EventWriter,
  type Log,
  type Metrics,
} from '@portico/service-kit';
import type { Registration, Role } from './account';
import type { Passwords } from './passwords';
import type { User, UserStore } from './UserStore';

/** An account as its owner sees it. */
export type Profile = Pick<User, 'id' | 'email' | 'name' | 'roles'>;

function toProfile(user: User | undefined): Profile {
  if (!user) throw new NotFoundError('There is no such account.');
  const { id, email, name, roles } = user;
  return { id, email, name, roles };
}

/** What the accounts need. */
export interface UserServiceOptions {
  database: Database;
  users: UserStore;
  passwords: Passwords;
  events: EventWriter;
  metrics: Metrics;
}

/** Makes accounts and changes what they say. */
export class UserService {
  readonly #options: UserServiceOptions;

  private constructor(options: UserServiceOptions) {
    this.#options = options;
  }

  static create(options: UserServiceOptions): UserService {
    return new UserService(options);
  }

  /** Makes an account; where the e-mail address has one, nothing happens, and nobody can tell. */
  async register(registration: Registration): Promise<void> {
    const { database, users, passwords, events, metrics } = this.#options;
    const { email, name, password } = registration;
    const passwordHash = await passwords.hash(password);
    const id = randomUUID();
    const isNew = await database.transaction(async tx => {
      const made = await users.insert(tx, { id, email, name, passwordHash });
      if (!made) return false;
      await events.append(tx, {
        type: 'user.registered.v1',
        subject: id,
        data: { userId: id, email, name },
      });
      return true;
    });
    metrics.countTransaction('register', isNew ? 'created' : 'known');
    if (isNew) events.nudge();
  }

  async profile(id: string): Promise<Profile> {
    const { database, users } = this.#options;
    return toProfile(await users.find(database, id));
  }

  async rename(id: string, name: string): Promise<Profile> {
    const { database, users } = this.#options;
    return toProfile(await users.rename(database, id, name));
  }

  /** The token of an administrator may be older than the loss of the role, so the table is asked. */
  async setRoles(change: {
    by: string;
    userId: string;
    roles: readonly Role[];
    log: Log;
  }): Promise<Profile> {
    const { database, users } = this.#options;
    const { by, userId, roles, log } = change;
    const admin = await users.find(database, by);
    if (!admin?.roles.includes('admin')) {
      throw new ForbiddenError('Only administrators of the shop may do this.');
    }
    const profile = toProfile(await users.setRoles(database, userId, roles));
    log.info({ by, userId, roles }, 'Roles were changed');
    return profile;
  }
}
