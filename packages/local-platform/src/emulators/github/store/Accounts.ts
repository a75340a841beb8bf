import { createHash, timingSafeEqual } from 'node:crypto';
import { RepositoryHost } from './RepositoryHost';

/** A user or an organization of the host. */
export interface Account {
  login: string;
  id: number;
  type: 'User' | 'Organization';
  name: string;
  email: string | undefined;
}

/** A user with the token that stands for them. */
export interface UserAccess {
  login: string;
  token: string;
  name?: string;
  email?: string;
}

/** Who exists on the host, and whose token is whose. */
export class Accounts {
  readonly #users: ReadonlyArray<{ account: Account; digest: Buffer }>;
  readonly #organizations: ReadonlySet<string>;
  readonly #host: RepositoryHost;

  constructor(
    users: readonly UserAccess[],
    organizations: readonly string[],
    host: RepositoryHost,
  ) {
    this.#users = users.map(user => ({
      account: {
        login: user.login,
        id: accountId(user.login),
        type: 'User',
        name: user.name ?? user.login,
        email: user.email ?? `${user.login}@users.noreply.localhost`,
      },
      digest: digestOf(user.token),
    }));
    this.#organizations = new Set(organizations);
    this.#host = host;
  }

  /** The user that the host itself acts as. */
  get main(): Account {
    return this.#users[0].account;
  }

  /** The user whose token this is. */
  byToken(token: string): Account | undefined {
    const digest = digestOf(token);
    return this.#users.find(user => timingSafeEqual(user.digest, digest))
      ?.account;
  }

  /** An account by its name; who owns a repository and is no user is an organization. */
  find(login: string): Account | undefined {
    const same = (name: string) => name.toLowerCase() === login.toLowerCase();
    const user = this.#users.find(({ account }) => same(account.login));
    if (user) {
      return user.account;
    }
    const owner =
      [...this.#organizations].find(same) ??
      this.#host.list(login)[0]?.state.owner;
    return owner === undefined ? undefined : organization(owner);
  }

  /** The user with this address. */
  byEmail(email: string): Account | undefined {
    return this.#users.find(({ account }) => account.email === email)?.account;
  }

  /** The account behind a name that was kept, also when it is configured no more. */
  require(login: string): Account {
    return (
      this.find(login) ?? {
        login,
        id: accountId(login),
        type: 'User',
        name: login,
        email: undefined,
      }
    );
  }

  /** All organizations, by name. */
  organizations(): Account[] {
    const owners = this.#host.list().map(({ state }) => state.owner);
    const logins = [...new Set([...this.#organizations, ...owners])].sort();
    return logins
      .map(login => this.require(login))
      .filter(({ type }) => type === 'Organization');
  }
}

function organization(login: string): Account {
  return {
    login,
    id: accountId(login),
    type: 'Organization',
    name: login,
    email: undefined,
  };
}

/** A stable number for a name, so that ids survive without being stored. */
function accountId(login: string): number {
  const digest = createHash('sha256').update(login.toLowerCase()).digest();
  return digest.readUInt32BE(0) % 2_000_000_000;
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
