import { createHash } from 'node:crypto';
import { deleteOldest, type Queryable } from '@portico/service-kit';

/** An answer that was given before. */
export interface StoredAnswer {
  status: number;
  body: unknown;
}

/** What is known of a key. */
export type KeyState =
  | { kind: 'new' }
  | { kind: 'other-request' }
  | { kind: 'answered'; answer: StoredAnswer };

/** What a request is, whichever way its JSON is written. */
export function hashRequest(request: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('hex');
}

/** The keys with which shoppers ask for one thing once, kept for a day. */
export class IdempotencyStore {
  /** What a key means, from outside a transaction. */
  async find(
    db: Queryable,
    userId: string,
    key: string,
    requestHash: string,
  ): Promise<KeyState> {
    const [row] = await db.query<{
      request_hash: string;
      status: number;
      body: unknown;
    }>({
      name: 'key-find',
      text: `SELECT request_hash, status, body FROM idempotency_keys
             WHERE user_id = $1 AND key = $2
               AND used_at > now() - interval '24 hours'`,
      values: [userId, key],
    });
    if (!row) return { kind: 'new' };
    if (row.request_hash !== requestHash) return { kind: 'other-request' };
    const { status, body } = row;
    return { kind: 'answered', answer: { status, body } };
  }

  /** Lets nobody else use the key until the end of the transaction; false where somebody does. */
  async lock(tx: Queryable, userId: string, key: string): Promise<boolean> {
    const [row] = await tx.query<{ locked: boolean }>({
      name: 'key-lock',
      text: `SELECT pg_try_advisory_xact_lock(hashtextextended($1, 1)) AS locked`,
      values: [JSON.stringify([userId, key])],
    });
    return row.locked;
  }

  /** Keeps an answer, in the transaction of what it tells. */
  async keep(
    tx: Queryable,
    userId: string,
    key: string,
    requestHash: string,
    { status, body }: StoredAnswer,
  ): Promise<void> {
    await tx.query({
      name: 'key-keep',
      text: `INSERT INTO idempotency_keys (user_id, key, request_hash, status, body)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (user_id, key) DO UPDATE
             SET request_hash = $3, status = $4, body = $5, used_at = now()`,
      values: [userId, key, requestHash, status, JSON.stringify(body)],
    });
  }

  /** Forgets keys that are older than a day, so many at most; says how many. */
  async clean(db: Queryable, limit: number): Promise<number> {
    const gone = await db.query(
      deleteOldest({
        name: 'key-clean',
        table: 'idempotency_keys',
        time: 'used_at',
        before: "now() - interval '24 hours'",
        limit,
      }),
    );
    return gone.length;
  }
}
