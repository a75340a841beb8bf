import { InvalidInputError } from './InvalidInputError';

const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([^]+)$/;

/** Where a list goes on. Ids may be as long as half a cursor, so it is not encoded any further. */
export function toCursor({ at, id }: { at: string; id: string }): string {
  return `${at}~${id}`;
}

/** The place in a list that a cursor names; undefined without one. */
export function readCursor(
  cursor: string | undefined,
): { at: string; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const match = CURSOR.exec(cursor);
  if (!match || Number.isNaN(Date.parse(match[1]))) {
    throw new InvalidInputError([
      { path: 'cursor', message: 'must be the nextCursor of an answer' },
    ]);
  }
  return { at: match[1], id: match[2] };
}
