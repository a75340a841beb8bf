import { createHash } from 'node:crypto';
import {
  deleteOldest,
  RateLimitError,
  type Queryable,
} from '@portico/service-kit';

const MOST_FAILURES = 10;
const WINDOW_MINUTES = 15;
const MOST_CLEANED = 1_000;

/** Whom bad sign-ins are counted for. */
export interface Subjects {
  /** The address of the account, whether or not there is one. */
  account: string;
  /** Where the request comes from. */
  address: string;
}

/** Nobody can read an account or an address from the table. */
function keysOf({ account, address }: Subjects): Buffer[] {
  return [
    ['account', account],
    ['address', address],
  ].map(pair => createHash('sha256').update(JSON.stringify(pair)).digest());
}

/** Locks accounts and addresses after too many bad sign-ins; in the database, so that every process counts the same. */
export class SignInLimits {
  /** Throws a RateLimitError where the account or the address is locked. */
  async check(db: Queryable, subjects: Subjects): Promise<void> {
    const [row] = await db.query<{ seconds: number | null }>({
      name: 'failures-check',
      text: `SELECT ceil(extract(epoch FROM max(window_ends_at) - now()))::int AS seconds
             FROM sign_in_failures
             WHERE subject = ANY($1) AND failures >= ${MOST_FAILURES}
               AND window_ends_at > now()`,
      values: [keysOf(subjects)],
    });
    if (row.seconds !== null) throw new RateLimitError(row.seconds);
  }

  /** Counts a bad sign-in; the window begins with the first one and does not move. */
  async fail(db: Queryable, subjects: Subjects): Promise<void> {
    await db.query({
      name: 'failures-add',
      // In one order, so that two of them cannot wait for each other.
      text: `INSERT INTO sign_in_failures AS f (subject, failures, window_ends_at)
             SELECT subject, 1, now() + interval '${WINDOW_MINUTES} minutes'
             FROM unnest($1::bytea[]) AS subject ORDER BY subject
             ON CONFLICT (subject) DO UPDATE SET
               failures = CASE WHEN f.window_ends_at <= now() THEN 1
                 ELSE least(f.failures + 1, 1000000) END,
               window_ends_at = CASE WHEN f.window_ends_at <= now()
                 THEN excluded.window_ends_at ELSE f.window_ends_at END`,
      values: [keysOf(subjects)],
    });
  }

  /** Begins anew for the account; not for the address, where an own account would be a way round. */
  async forget(db: Queryable, subjects: Subjects): Promise<void> {
    await db.query({
      name: 'failures-forget',
      text: 'DELETE FROM sign_in_failures WHERE subject = $1',
      values: [keysOf(subjects)[0]],
    });
  }

  /** Forgets some of the windows that are over. */
  async clean(db: Queryable): Promise<void> {
    await db.query(
      deleteOldest({
        name: 'failures-clean',
        table: 'sign_in_failures',
        time: 'window_ends_at',
        before: 'now()',
        limit: MOST_CLEANED,
      }),
    );
  }
}
