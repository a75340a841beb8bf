/** A column that the first version of its table need not have had. */
const COLUMNS = [
  ['outbox', 'written_at', 'timestamptz NOT NULL DEFAULT now()'],
  ['outbox', 'sent_at', 'timestamptz'],
  ['inbox', 'taken_at', 'timestamptz NOT NULL DEFAULT now()'],
] as const;

const INDEXES = [
  ['outbox_unsent', 'outbox (sequence) WHERE sent_at IS NULL'],
  ['outbox_sent', 'outbox (sent_at) WHERE sent_at IS NOT NULL'],
  ['inbox_taken', 'inbox (taken_at)'],
] as const;

/**
 * The tables of every service that sends or takes events; running it again
 * changes nothing. What is there is looked for rather than left to IF NOT
 * EXISTS, which locks the table first: a process that starts would wait for
 * everybody who writes an event, and everybody else for it.
 */
export const EVENT_TABLES = `
CREATE TABLE IF NOT EXISTS outbox (
  sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id uuid NOT NULL UNIQUE,
  event jsonb NOT NULL
);
CREATE TABLE IF NOT EXISTS inbox (
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  PRIMARY KEY (consumer, event_id)
);
DO $$ BEGIN
${COLUMNS.map(([table, column, type]) =>
  unless(
    `SELECT FROM pg_attribute WHERE attrelid = '${table}'::regclass AND attname = '${column}' AND NOT attisdropped`,
    `ALTER TABLE ${table} ADD COLUMN ${column} ${type}`,
  ),
).join('\n')}
${INDEXES.map(([name, on]) =>
  unless(
    `SELECT WHERE to_regclass('${name}') IS NOT NULL`,
    `CREATE INDEX ${name} ON ${on}`,
  ),
).join('\n')}
END $$;
`;

function unless(found: string, statement: string): string {
  return `IF NOT EXISTS (${found}) THEN ${statement}; END IF;`;
}
