import type { Knex } from 'knex';
import {
  manyChanges,
  manyComponents,
  manyIncidents,
} from '../__testUtils__/manyChanges';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { ChangeStore } from './ChangeStore';
import { DeploymentStore } from './DeploymentStore';
import { HistoryHeads } from './HistoryHeads';
import { IncidentStore } from './IncidentStore';

jest.setTimeout(180_000);

/** What has a row for each deployment; the others are small and may well be read as a whole. */
const LARGE = [
  'deployments',
  'deployment_records',
  'deployment_changes',
  'incidents',
];

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: PlanNode[];
}

function scansOf(node: PlanNode): string[] {
  const { 'Node Type': type, 'Relation Name': table = '' } = node;
  const own =
    type === 'Seq Scan' && LARGE.includes(table) ? [`${type} ${table}`] : [];
  return [...own, ...(node.Plans ?? []).flatMap(scansOf)];
}

describe('query plans', () => {
  const databases = createTestDatabases();
  const ids = databases
    .eachSupportedId()
    .filter(([id]) => id.startsWith('POSTGRES'));

  describe.each(ids)('on %p with 10,000 deployments', databaseId => {
    const components = manyComponents(200);
    const [component] = components;
    const from = '2026-03-01T00:00:00Z';
    const to = '2026-03-08T00:00:00Z';
    let knex: Knex;

    beforeAll(async () => {
      knex = await migratedDatabase(databases, databaseId);
      const changes = manyChanges(10_000, components);
      await ChangeStore.create({ knex }).record(changes);
      await IncidentStore.create(knex).save(manyIncidents(changes));
      await knex.raw('analyze');
    });

    /** The large tables that something reads as a whole, by every statement that it sends. */
    async function scansIn(work: () => Promise<unknown>): Promise<string[]> {
      const asked: Array<{ sql: string; bindings: Knex.Value[] }> = [];
      const listen = (query: { sql: string; bindings: Knex.Value[] }) => {
        if (/^(select|with|delete|update)/i.test(query.sql)) asked.push(query);
      };
      knex.on('query', listen);
      await work();
      knex.removeListener('query', listen);
      expect(asked).not.toEqual([]);
      const found: string[] = [];
      for (const { sql, bindings } of asked) {
        const { rows } = await knex.raw(
          `explain (format json) ${sql.replace(/\$\d+/g, '?')}`,
          bindings,
        );
        found.push(...scansOf(rows[0]['QUERY PLAN'][0].Plan));
      }
      return found;
    }

    it.each([
      ['all', {}],
      ['one component', { entityRefs: [component] }],
      ['some components', { entityRefs: components.slice(0, 100) }],
      ['an environment', { environments: ['prod'] }],
      ['a place', { entityRefs: [component], environments: ['prod'] }],
      ['a window', { from, to }],
      ['a window of a component', { entityRefs: [component], from, to }],
      ['a window of an environment', { environments: ['prod'], from, to }],
      ['failures', { statuses: ['failed' as const] }],
      ['the next page', { after: { at: to, id: 'cdevents:x' } }],
    ])('should find %s without reading everything', async (_, filter) => {
      const deployments = DeploymentStore.create(knex);
      expect(
        await scansIn(() => deployments.list({ ...filter, limit: 51 })),
      ).toEqual([]);
      const incidents = IncidentStore.create(knex);
      expect(
        await scansIn(() => incidents.list({ ...filter, limit: 51 })),
      ).toEqual([]);
    });

    it('should find the history of a place, and what is newest there', async () => {
      const heads = HistoryHeads.create(knex);
      expect(
        await scansIn(() => heads.list({ entityRefs: [component] })),
      ).toEqual([]);
      expect(
        await scansIn(() =>
          DeploymentStore.create(knex).history('prod', [component]),
        ),
      ).toEqual([]);
    });

    it('should keep one more change, and know when it came', async () => {
      const store = ChangeStore.create({ knex });
      const [change] = manyChanges(1, [component]);
      const next = { ...change, at: '2026-12-01T00:00:00.000Z' };
      expect(await scansIn(() => store.record([next]))).toEqual([]);
      expect(await scansIn(() => store.lastReceivedAt('cdevents'))).toEqual([]);
    });
  });
});
