import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import type { Queryable, Statement } from '../database/Database';

// PostgreSQL decides after five whether one plan is good enough for all values.
const TIMES_UNTIL_DECIDED = 6;

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Plan[];
}

/** A database that remembers what it was asked. */
export interface RecordingDatabase extends Queryable {
  /** The statements so far, the last of each name. */
  statements(): Statement[];
}

/** Asks a database on, and remembers the statements. */
export function recordStatements(database: Queryable): RecordingDatabase {
  const seen = new Map<string, Statement>();
  return {
    query: statement => {
      seen.set(statement.name, statement);
      return database.query(statement);
    },
    statements: () => [...seen.values()],
  };
}

/** Which statements read a whole table, like `products-all: products`, once PostgreSQL has settled on a plan for each. Nothing is changed. */
export async function fullScans(
  url: string,
  statements: readonly Statement[],
): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const found: string[] = [];
    for (const statement of statements) {
      const plan = await planOf(client, statement);
      found.push(...scansIn(plan).map(table => `${statement.name}: ${table}`));
    }
    return found;
  } finally {
    await client.end();
  }
}

async function planOf(
  client: Client,
  { name, text, values = [] }: Statement,
): Promise<Plan> {
  const prepared = escapeIdentifier(name);
  const given = values.length > 0 ? `(${values.map(literal).join(', ')})` : '';
  const execute = `EXECUTE ${prepared}${given}`;
  await client.query(`PREPARE ${prepared} AS ${text}`);
  await client.query('BEGIN');
  try {
    for (let time = 0; time < TIMES_UNTIL_DECIDED; time++) {
      // What changes something is not run: an INSERT could not be run twice.
      if (isRead(text)) await client.query(execute);
    }
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `EXPLAIN (FORMAT JSON) ${execute}`,
    );
    return rows[0]['QUERY PLAN'][0].Plan;
  } finally {
    await client.query('ROLLBACK');
  }
}

function isRead(text: string): boolean {
  return (
    /^\s*(?:SELECT|WITH)\b/i.test(text) &&
    !/\b(?:INSERT INTO|DELETE FROM|(?<!FOR )UPDATE)\b/i.test(text)
  );
}

function scansIn(plan: Plan): string[] {
  const own =
    plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name'] ?? '?'] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(scansIn)];
}

function literal(value: unknown): string {
  if (value === undefined || value === null) return 'NULL';
  if (Array.isArray(value)) return escapeLiteral(`{${value.join(',')}}`);
  return escapeLiteral(String(value));
}
