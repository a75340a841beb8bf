import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Queryable } from '@portico/service-kit';

const TOKEN_DAYS = 30;
const FAMILY_DAYS = 90;
// Two tabs that refresh at once are no theft: the second one gets a token as well, once.
const GRACE_SECONDS = 10;

/** What came of a refresh token. */
export type Rotation =
  | { kind: 'rotated'; userId: string; refreshToken: string }
  | { kind: 'reused'; userId: string }
  | { kind: 'refused' };

interface TokenRow {
  family_id: string;
  user_id: string;
  /** Neither revoked nor at its end. */
  family_alive: boolean;
  expired: boolean;
  replaced: boolean;
  in_grace: boolean;
}

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The sessions in PostgreSQL: families of refresh tokens of which only the last is good. */
export class SessionStore {
  /** Begins a family; gives its first refresh token. */
  async begin(tx: Queryable, userId: string): Promise<string> {
    const familyId = randomUUID();
    await tx.query({
      name: 'family-insert',
      text: `INSERT INTO session_families (id, user_id, ends_at)
             VALUES ($1, $2, now() + interval '${FAMILY_DAYS} days')`,
      values: [familyId, userId],
    });
    return this.#append(tx, familyId);
  }

  /** Puts a new token in the place of one; a token that was replaced before ends the whole family. */
  async rotate(tx: Queryable, token: string): Promise<Rotation> {
    const hash = hashToken(token);
    const row = await this.#lock(tx, hash);
    if (!row || !row.family_alive || row.expired) return { kind: 'refused' };
    if (row.replaced && !row.in_grace) {
      await this.#revokeFamily(tx, row.family_id);
      return { kind: 'reused', userId: row.user_id };
    }
    await tx.query({
      name: 'token-replace',
      text: `UPDATE refresh_tokens
             SET replaced_at = coalesce(replaced_at, now()),
               grace_used = grace_used OR replaced_at IS NOT NULL
             WHERE token_hash = $1`,
      values: [hash],
    });
    return {
      kind: 'rotated',
      userId: row.user_id,
      refreshToken: await this.#append(tx, row.family_id),
    };
  }

  /** Ends the family of a token, if there is one. */
  async end(tx: Queryable, token: string): Promise<void> {
    const row = await this.#lock(tx, hashToken(token));
    if (row) await this.#revokeFamily(tx, row.family_id);
  }

  /** Ends every session of an account. */
  async endAll(tx: Queryable, userId: string): Promise<void> {
    await tx.query({
      name: 'families-revoke',
      text: `UPDATE session_families SET revoked_at = now()
             WHERE user_id = $1 AND revoked_at IS NULL`,
      values: [userId],
    });
  }

  /** Forgets families that ended long ago. */
  async clean(db: Queryable): Promise<void> {
    await db.query({
      name: 'families-clean',
      text: `DELETE FROM session_families WHERE id IN (
               SELECT id FROM session_families WHERE ends_at < now() LIMIT 500)`,
    });
  }

  /** The family is locked, so that two uses of its tokens wait for each other. */
  async #lock(tx: Queryable, hash: Buffer): Promise<TokenRow | undefined> {
    await tx.query({
      name: 'family-lock',
      text: `SELECT 1 FROM session_families WHERE id =
               (SELECT family_id FROM refresh_tokens WHERE token_hash = $1)
             FOR UPDATE`,
      values: [hash],
    });
    const [row] = await tx.query<TokenRow>({
      name: 'token-by-hash',
      text: `SELECT t.family_id, f.user_id,
               f.revoked_at IS NULL AND f.ends_at > now() AS family_alive,
               t.expires_at <= now() AS expired,
               t.replaced_at IS NOT NULL AS replaced,
               NOT t.grace_used
                 AND t.replaced_at > now() - interval '${GRACE_SECONDS} seconds'
                 AND t.replaced_at = (SELECT max(replaced_at)
                   FROM refresh_tokens WHERE family_id = t.family_id) AS in_grace
             FROM refresh_tokens t JOIN session_families f ON f.id = t.family_id
             WHERE t.token_hash = $1`,
      values: [hash],
    });
    return row;
  }

  async #append(tx: Queryable, familyId: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await tx.query({
      name: 'token-insert',
      text: `INSERT INTO refresh_tokens (token_hash, family_id, expires_at)
             VALUES ($1, $2, now() + interval '${TOKEN_DAYS} days')`,
      values: [hashToken(token), familyId],
    });
    return token;
  }

  async #revokeFamily(tx: Queryable, id: string): Promise<void> {
    await tx.query({
      name: 'family-revoke',
      text: 'UPDATE session_families SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL',
      values: [id],
    });
  }
}
