import type { Queryable } from '@portico/service-kit';
import type { Role } from './account';

/** An account as it is stored. */
export interface User {
  id: string;
  email: string;
  name: string;
  passwordHash: string;
  /** Grows with each change of the password. */
  passwordVersion: number;
  roles: Role[];
}

/** What makes an account. */
export type NewUser = Pick<User, 'id' | 'email' | 'name' | 'passwordHash'>;

const COLUMNS = `id, email, name, password_hash AS "passwordHash",
  password_version AS "passwordVersion", roles`;

/** The accounts in PostgreSQL. */
export class UserStore {
  /** Whether the account was made; false where its e-mail address has one. */
  async insert(tx: Queryable, user: NewUser): Promise<boolean> {
    const rows = await tx.query({
      name: 'user-insert',
      text: `INSERT INTO users (id, email, name, password_hash)
             VALUES ($1, $2, $3, $4) ON CONFLICT (email) DO NOTHING RETURNING id`,
      values: [user.id, user.email, user.name, user.passwordHash],
    });
    return rows.length > 0;
  }

  async findByEmail(db: Queryable, email: string): Promise<User | undefined> {
    const [user] = await db.query<User>({
      name: 'user-by-email',
      text: `SELECT ${COLUMNS} FROM users WHERE email = $1`,
      values: [email],
    });
    return user;
  }

  async find(db: Queryable, id: string): Promise<User | undefined> {
    const [user] = await db.query<User>({
      name: 'user-by-id',
      text: `SELECT ${COLUMNS} FROM users WHERE id = $1`,
      values: [id],
    });
    return user;
  }

  async rename(
    db: Queryable,
    id: string,
    name: string,
  ): Promise<User | undefined> {
    const [user] = await db.query<User>({
      name: 'user-rename',
      text: `UPDATE users SET name = $2 WHERE id = $1 RETURNING ${COLUMNS}`,
      values: [id, name],
    });
    return user;
  }

  /** Whether the password is still the one that was compared; it stays so until the transaction ends. */
  async holdPassword(tx: Queryable, user: User): Promise<boolean> {
    const rows = await tx.query({
      name: 'user-hold-password',
      text: 'SELECT id FROM users WHERE id = $1 AND password_version = $2 FOR SHARE',
      values: [user.id, user.passwordVersion],
    });
    return rows.length > 0;
  }

  /** Puts a better hash of the same password in its place. */
  async rehash(db: Queryable, user: User, hash: string): Promise<void> {
    await db.query({
      name: 'user-rehash',
      text: 'UPDATE users SET password_hash = $3 WHERE id = $1 AND password_version = $2',
      values: [user.id, user.passwordVersion, hash],
    });
  }

  /** Whether the password was changed; false where another change came first. */
  async setPassword(tx: Queryable, user: User, hash: string): Promise<boolean> {
    const rows = await tx.query({
      name: 'user-password',
      text: `UPDATE users
             SET password_hash = $3, password_version = password_version + 1
             WHERE id = $1 AND password_version = $2 RETURNING id`,
      values: [user.id, user.passwordVersion, hash],
    });
    return rows.length > 0;
  }

  async setRoles(
    db: Queryable,
    id: string,
    roles: readonly Role[],
  ): Promise<User | undefined> {
    const [user] = await db.query<User>({
      name: 'user-roles',
      text: `UPDATE users SET roles = $2 WHERE id = $1 RETURNING ${COLUMNS}`,
      values: [id, roles],
    });
    return user;
  }
}
