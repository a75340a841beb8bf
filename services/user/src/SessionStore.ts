import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { deleteOldest, type Queryable } from '@portico/service-kit';
import { judgeToken, type TokenFacts } from './sessionRules';

const TOKEN_DAYS = 30;
const FAMILY_DAYS = 90;
const MOST_CLEANED = 1_000;

/** What came of a refresh token. */
export type Rotation =
  | { kind: 'rotated'; userId: string; refreshToken: string }
  | { kind: 'reused'; userId: string }
  | { kind: 'refused' };

interface TokenRow extends TokenFacts {
  familyId: string;
  userId: string;
}

/** What is stored of a refresh token; it has 256 bits, so that nothing slower is needed. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The sessions in PostgreSQL: families of refresh tokens, of which only the last one is good. */
export class SessionStore {
  /** Begins a family; gives its first refresh token. */
  async begin(tx: Queryable, userId: string): Promise<string> {
    const id = randomUUID();
    await tx.query({
      name: 'family-insert',
      text: `INSERT INTO session_families (id, user_id, ends_at)
             VALUES ($1, $2, now() + interval '${FAMILY_DAYS} days')`,
      values: [id, userId],
    });
    return this.#append(tx, id);
  }

  /** Gives a new token for one; a token that was given before ends the whole family. */
  async rotate(tx: Queryable, token: string): Promise<Rotation> {
    const hash = hashToken(token);
    const row = await this.#lock(tx, hash);
    if (!row) return { kind: 'refused' };
    const { familyId, userId } = row;
    switch (judgeToken(row)) {
      case 'refused':
        return { kind: 'refused' };
      case 'reused':
        await this.#revoke(tx, familyId);
        return { kind: 'reused', userId };
      case 'race':
        await this.#useGrace(tx, familyId);
        break;
      default:
        await this.#advance(tx, familyId, hash);
    }
    const refreshToken = await this.#append(tx, familyId);
    return { kind: 'rotated', userId, refreshToken };
  }

  /** Ends the family of a token, if there is one. */
  async end(tx: Queryable, token: string): Promise<void> {
    const row = await this.#lock(tx, hashToken(token));
    if (row) await this.#revoke(tx, row.familyId);
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

  /** Forgets some of what is at its end anyway. */
  async clean(db: Queryable): Promise<void> {
    await db.query(
      deleteOldest({
        name: 'families-clean',
        table: 'session_families',
        time: 'ends_at',
        before: 'now()',
        limit: MOST_CLEANED,
      }),
    );
    await db.query(
      deleteOldest({
        name: 'tokens-clean',
        table: 'refresh_tokens',
        time: 'expires_at',
        before: 'now()',
        limit: MOST_CLEANED,
      }),
    );
  }

  /** Locks the family, so that two uses of its tokens wait for each other, and then looks. */
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
      text: `SELECT f.id AS "familyId", f.user_id AS "userId",
               f.revoked_at IS NOT NULL AS revoked,
               t.expires_at <= now() OR f.ends_at <= now() AS expired,
               f.generation - t.generation AS "generationsAgo",
               f.rotated_by IS NOT DISTINCT FROM t.token_hash AS "gaveTheLast",
               extract(epoch FROM clock_timestamp() - f.rotated_at)::float8
                 AS "secondsSinceRotation",
               f.grace_used AS "graceUsed"
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
      text: `INSERT INTO refresh_tokens (token_hash, family_id, generation, expires_at)
             SELECT $1, id, generation,
               least(ends_at, now() + interval '${TOKEN_DAYS} days')
             FROM session_families WHERE id = $2`,
      values: [hashToken(token), familyId],
    });
    return token;
  }

  async #advance(tx: Queryable, id: string, by: Buffer): Promise<void> {
    await tx.query({
      name: 'family-advance',
      text: `UPDATE session_families SET generation = generation + 1,
               rotated_by = $2, rotated_at = now(), grace_used = false
             WHERE id = $1`,
      values: [id, by],
    });
  }

  async #useGrace(tx: Queryable, id: string): Promise<void> {
    await tx.query({
      name: 'family-grace',
      text: 'UPDATE session_families SET grace_used = true WHERE id = $1',
      values: [id],
    });
  }

  async #revoke(tx: Queryable, id: string): Promise<void> {
    await tx.query({
      name: 'family-revoke',
      text: `UPDATE session_families SET revoked_at = now()
             WHERE id = $1 AND revoked_at IS NULL`,
      values: [id],
    });
  }
}
