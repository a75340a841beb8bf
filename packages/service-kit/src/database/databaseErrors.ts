import { UnavailableError } from '../errors/ServiceError';

// https://www.postgresql.org/docs/18/errcodes-appendix.html
const CONNECTION_CLASS = '08';
// Only the statement failed: the connection is as good as before.
const STILL_GOOD = new Set([
  '53100', // disk_full
  '53200', // out_of_memory
  '55P03', // lock_not_available
  '57014', // query_canceled: its time was up
]);
const NO_ANSWER_NOW = new Set([
  ...STILL_GOOD,
  '53300', // too_many_connections
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '57P05', // idle_session_timeout
  '25006', // read_only_sql_transaction: the server became a standby
  '25P03', // idle_in_transaction_session_timeout
  '25P04', // transaction_timeout
]);
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
// What pg itself throws carries no code.
const PG_MESSAGES =
  /^(?:timeout e|Query read timeout|Connection terminated|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end|Received unexpected )/;
const TRY_AGAIN = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
]);
// A plan that was kept is of no use any more: the tables changed under it, or a proxy swapped the server.
const STALE_PLAN = new Set(['26000', '0A000']);
const STALE_MESSAGE = /cached plan|prepared statement/;

/** A part of an error by its shape: one of another realm is no instance of ours. */
function partOf(error: unknown, part: 'code' | 'message'): unknown {
  return typeof error === 'object' && error !== null
    ? Reflect.get(error, part)
    : undefined;
}

/** The SQLSTATE of an error, or the code of a network error. */
export function codeOf(error: unknown): string {
  return String(partOf(error, 'code') ?? '');
}

/** Whether the database itself is the matter, rather than what was asked of it. */
export function isUnavailable(error: unknown): boolean {
  const code = codeOf(error);
  return (
    code.startsWith(CONNECTION_CLASS) ||
    NO_ANSWER_NOW.has(code) ||
    NETWORK.has(code) ||
    PG_MESSAGES.test(String(partOf(error, 'message')))
  );
}

/** Whether the connection on which it came must not be used again. */
export function breaksConnection(error: unknown): boolean {
  const lost = isUnavailable(error) && !STILL_GOOD.has(codeOf(error));
  return lost || isStale(error);
}

function isStale(error: unknown): boolean {
  return (
    STALE_PLAN.has(codeOf(error)) &&
    STALE_MESSAGE.test(String(partOf(error, 'message')))
  );
}

/** Whether the same work may well succeed when it is run again; what was done until then is undone. */
export function isTransient(error: unknown): boolean {
  return TRY_AGAIN.has(codeOf(error)) || isStale(error);
}

/** Whether a row is refused because another one has its key; with a name, only by that constraint. */
export function isDuplicate(error: unknown, constraint?: string): boolean {
  if (codeOf(error) !== '23505') return false;
  return (
    constraint === undefined ||
    (error as { constraint?: string }).constraint === constraint
  );
}

/** What a caller gets where the database does not answer: trying again helps. */
export function unavailable(cause: unknown): UnavailableError {
  return new UnavailableError('The database does not answer. Try again soon.', {
    cause,
  });
}

/** The answer that a caller gets for an error of the database: 503 where trying again helps. */
export function toAnswer(error: unknown): unknown {
  return isUnavailable(error) ? unavailable(error) : error;
}
