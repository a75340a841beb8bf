import { createHash } from 'node:crypto';
import { RateLimitError, type Queryable } from '@portico/service-kit';

const MOST_FAILURES = 10;
const WINDOW_MINUTES = 15;

/** Whom failures are counted for; nobody can read an address or an account from it. */
export type Subject = { account: string } | { address: string };

function keyOf(subject: Subject): string {
  const text = JSON.stringify(subject);
  return createHash('sha256').update(text).digest('hex');
}

/** Locks accounts and addresses after too many bad sign-ins; in the database, so that every process counts the same. */
export class SignInLimits {
  /**
   * Counts one try before it is made, so that tries at the same time cannot
   * pass together; throws a RateLimitError where one of the subjects is locked.
   */
  async claim(db: Queryable, subjects: readonly Subject[]): Promise<void> {
    for (const subject of subjects) {
      const [row] = await db.query<{ failures: number; left: number }>({
        name: 'failure-claim',
        text: `INSERT INTO sign_in_failures AS f (subject, failures, window_ends_at)
               VALUES ($1, 1, now() + interval '${WINDOW_MINUTES} minutes')
               ON CONFLICT (subject) DO UPDATE SET
                 failures = CASE WHEN f.window_ends_at <= now() THEN 1
                   ELSE least(f.failures + 1, 1000000) END,
                 window_ends_at = CASE WHEN f.window_ends_at <= now()
                   THEN excluded.window_ends_at ELSE f.window_ends_at END
               RETURNING failures,
                 ceil(extract(epoch FROM window_ends_at - now()))::int AS left`,
        values: [keyOf(subject)],
      });
      if (row.failures > MOST_FAILURES) throw new RateLimitError(row.left);
    }
  }

  /** Takes back what was claimed: the sign-in was good. An account starts anew, an address only loses this one. */
  async succeed(db: Queryable, subjects: readonly Subject[]): Promise<void> {
    for (const subject of subjects) {
      await db.query({
        name: 'account' in subject ? 'failures-forget' : 'failure-return',
        text:
          'account' in subject
            ? 'DELETE FROM sign_in_failures WHERE subject = $1'
            : 'UPDATE sign_in_failures SET failures = greatest(failures - 1, 0) WHERE subject = $1',
        values: [keyOf(subject)],
      });
    }
  }

  /** Forgets windows that are over. */
  async clean(db: Queryable): Promise<void> {
    await db.query({
      name: 'failures-clean',
      text: `DELETE FROM sign_in_failures WHERE subject IN (
               SELECT subject FROM sign_in_failures
               WHERE window_ends_at < now() LIMIT 1000)`,
    });
  }
}
