import { isError } from '@backstage/errors';

/** PostgreSQL's code of a unique violation, and SQLite's words for it. */
const CODES: ReadonlySet<unknown> = new Set([
  '23505',
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
]);

/**
 * Whether a database refused a row because there is one like it. By its shape
 * and not its class: a native driver may bring an Error of another realm.
 */
export function isUniqueViolation(error: unknown): boolean {
  return isError(error) && CODES.has(error.code);
}
