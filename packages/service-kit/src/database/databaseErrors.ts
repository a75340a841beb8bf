import { UnavailableError } from '../errors/ServiceError';

// https://www.postgresql.org/docs/18/errcodes-appendix.html
const CONNECTION_CLASS = '08';
const NO_ANSWER_NOW = new Set([
  '53300', // too_many_connections
  '57014', // query_canceled: the statement's time was up
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '25P03', // idle_in_transaction_session_timeout
]);
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
// What pg itself throws carries no code.
const PG_MESSAGES =
  /^(?:timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection error|The server does not support)/;
const TRY_AGAIN = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
]);

/** The SQLSTATE of an error, or the code of a network error. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Whether the database itself is the matter, rather than what was asked of it. */
export function isUnavailable(error: unknown): boolean {
  const code = codeOf(error);
  return (
    code.startsWith(CONNECTION_CLASS) ||
    NO_ANSWER_NOW.has(code) ||
    NETWORK.has(code) ||
    (error instanceof Error && PG_MESSAGES.test(error.message))
  );
}

/** Whether the same transaction may well succeed when it is run again. */
export function isTransient(error: unknown): boolean {
  return TRY_AGAIN.has(codeOf(error));
}

/** Whether a row is refused because another one has its key; with a name, only by that constraint. */
export function isDuplicate(error: unknown, constraint?: string): boolean {
  if (codeOf(error) !== '23505') return false;
  return (
    constraint === undefined ||
    (error as { constraint?: string }).constraint === constraint
  );
}

/** The answer that a caller gets for an error of the database: 503 where trying again helps. */
export function toAnswer(error: unknown): unknown {
  return isUnavailable(error)
    ? new UnavailableError('The database does not answer. Try again soon.', {
        cause: error,
      })
    : error;
}
