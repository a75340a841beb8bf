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

const LIFE = "interval '24 hours'";

/** Whether a row of `idempotency_keys` still means something. */
export const KEY_LIVES = `used_at > now() - ${LIFE}`;

/** What a request is, whichever way its JSON is written. */
export function hashRequest(request: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('hex');
}

/** Forgets keys that are older than a day, so many at most; says how many. */
export async function forgetOldKeys(
  db: Queryable,
  limit: number,
): Promise<number> {
  const gone = await db.query(
    deleteOldest({
      name: 'key-clean',
      table: 'idempotency_keys',
      time: 'used_at',
      before: `now() - ${LIFE}`,
      limit,
    }),
  );
  return gone.length;
}
