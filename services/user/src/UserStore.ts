import type { Queryable } from '@portico/service-kit';

/** An account as it is stored. */
export interface User {
  id: string;
  email: string;
  name: string;
  passwordHash: string;
  roles: string[];
}

interface Row {
  id: string;
  email: string;
  name: string;
  password_hash: string;
  roles: string[];
}

const COLUMNS = 'id, email, name, password_hash, roles';

function toUser({ password_hash: passwordHash, ...rest }: Row): User {
  return { ...rest, passwordHash };
}

/** The accounts in PostgreSQL. */
export class UserStore {
  /** Whether the account was made; false where the address has one. */
  async insert(tx: Queryable, user: Omit<User, 'roles'>): Promise<boolean> {
    const rows = await tx.query({
      name: 'user-insert',
      text: `INSERT INTO users (id, email, name, password_hash)
             VALUES ($1, $2, $3, $4) ON CONFLICT (email) DO NOTHING RETURNING id`,
      values: [user.id, user.email, user.name, user.passwordHash],
    });
    return rows.length > 0;
  }

  async findByEmail(db: Queryable, email: string): Promise<User | undefined> {
    const [row] = await db.query<Row>({
      name: 'user-by-email',
      text: `SELECT ${COLUMNS} FROM users WHERE email = $1`,
      values: [email],
    });
    return row && toUser(row);
  }

  async find(db: Queryable, id: string): Promise<User | undefined> {
    const [row] = await db.query<Row>({
      name: 'user-by-id',
      text: `SELECT ${COLUMNS} FROM users WHERE id = $1`,
      values: [id],
    });
    return row && toUser(row);
  }

  async rename(db: Queryable, id: string, name: string): Promise<void> {
    await db.query({
      name: 'user-rename',
      text: 'UPDATE users SET name = $2 WHERE id = $1',
      values: [id, name],
    });
  }

  async setPassword(db: Queryable, id: string, hash: string): Promise<void> {
    await db.query({
      name: 'user-password',
      text: 'UPDATE users SET password_hash = $2 WHERE id = $1',
      values: [id, hash],
    });
  }

  /** Whether there was such an account. */
  async setRoles(
    db: Queryable,
    id: string,
    roles: readonly string[],
  ): Promise<boolean> {
    const rows = await db.query({
      name: 'user-roles',
      text: 'UPDATE users SET roles = $2 WHERE id = $1 RETURNING id',
      values: [id, roles],
    });
    return rows.length > 0;
  }
}
