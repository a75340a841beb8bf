import type { Statement } from './Database';

/** Which rows are forgotten; all of it is text of the service's own, never of a request. */
export interface OldRows {
  /** The name of the statement. */
  name: string;
  table: string;
  /** The column of the time, with an index. */
  time: string;
  /** SQL of the time before which a row is old, like `now()`. */
  before: string;
  /** How many rows are forgotten at once, at most. */
  limit: number;
}

/**
 * The statement that forgets old rows, the oldest first, and none that somebody
 * holds; it gives a row for each that is gone. They are found by their place in
 * the table: whatever the planner thinks, nothing else is read.
 */
export function deleteOldest(rows: OldRows): Statement {
  const { name, table, time, before, limit } = rows;
  return {
    name,
    text: `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
             SELECT ctid FROM ${table} WHERE ${time} < ${before}
             ORDER BY ${time} LIMIT $1 FOR UPDATE SKIP LOCKED))
           RETURNING 1`,
    values: [limit],
  };
}
