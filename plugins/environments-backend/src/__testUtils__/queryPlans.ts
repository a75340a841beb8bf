import { Knex } from 'knex';

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Plan[];
}

interface Asked {
  sql: string;
  bindings: readonly Knex.RawBinding[];
}

function scansIn(plan: Plan): string[] {
  const own =
    plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name'] ?? '?'] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(scansIn)];
}

async function scansOf(knex: Knex, { sql, bindings }: Asked) {
  const text = sql.replace(/\$\d+/g, '?');
  if (knex.client.config.client === 'pg') {
    const { rows } = await knex.raw<{
      rows: [{ 'QUERY PLAN': [{ Plan: Plan }] }];
    }>(`EXPLAIN (FORMAT JSON) ${text}`, [...bindings]);
    return scansIn(rows[0]['QUERY PLAN'][0].Plan);
  }
  const rows = await knex.raw<{ detail: string }[]>(
    `EXPLAIN QUERY PLAN ${text}`,
    [...bindings],
  );
  return rows.map(({ detail }) => detail).filter(step => /^SCAN/.test(step));
}

/** Which tables the queries of some work read as a whole; the work must only read. */
export async function fullScans(
  knex: Knex,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const asked: Asked[] = [];
  const remember = ({ sql, bindings }: Asked) => asked.push({ sql, bindings });
  knex.on('query', remember);
  await work();
  knex.removeListener('query', remember);
  if (asked.length === 0) throw new Error('Nothing was asked');
  const scans: string[] = [];
  for (const query of asked) scans.push(...(await scansOf(knex, query)));
  return scans;
}
