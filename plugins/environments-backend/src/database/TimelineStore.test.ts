import { Knex } from 'knex';
import { aChange } from '../__testUtils__/aChange';
import { aRun } from '../__testUtils__/aRun';
import { aSpec } from '../__testUtils__/aSpec';
import { fullScans } from '../__testUtils__/queryPlans';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { ChangeStore } from './ChangeStore';
import { PipelineRunStore } from './PipelineRunStore';
import { TimelineStore } from './TimelineStore';

jest.setTimeout(120_000);

const EVENTS = ['submit', 'merge'];
const DAY = {
  from: '2026-11-25T00:00:00.000Z',
  to: '2026-11-26T00:00:00.000Z',
  limit: 100,
};

describe('TimelineStore', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let now: Date;
    let knex: Knex;
    let store: TimelineStore;

    beforeEach(async () => {
      knex = await migratedDatabase(databases, databaseId);
      store = TimelineStore.create(knex);
    });

    /** A change whose steps happened at times of the day. */
    async function changed(
      name: string,
      steps: [time: string, event: string][],
      fields: Parameters<typeof aChange>[0] = {},
    ) {
      const changes = ChangeStore.create(knex, () => now);
      const change = aChange({
        after: aSpec({ name }),
        state: 'merged',
        ...fields,
      });
      for (const [index, [time, event]] of steps.entries()) {
        now = new Date(`2026-11-${time}.000Z`);
        const entry = {
          event,
          from: 'approved',
          to: 'merged',
          actor: 'user:default/ada',
          comment: null,
        } as const;
        if (index === 0) await changes.insert(change, [entry]);
        else await changes.update(change.id, () => ({ patch: {}, entry }));
      }
      return change;
    }

    const listed = async (
      filter: Partial<Parameters<TimelineStore['listEvents']>[1]> = {},
      page: Partial<Parameters<TimelineStore['listEvents']>[0]> = {},
    ) =>
      (
        await store.listEvents(
          { ...DAY, ...page },
          { events: EVENTS, ...filter },
        )
      ).map(({ environment, event, at }) => [
        environment,
        event,
        at.slice(11, 19),
      ]);

    it('should list the steps of a window that it is asked for, the newest first', async () => {
      await changed('dev', [
        ['24T23:59:59', 'submit'],
        ['25T00:00:00', 'merge'],
        ['25T08:00:00', 'merge-refused'],
      ]);
      await changed('qa', [
        ['25T09:00:00', 'submit'],
        ['26T00:00:00', 'merge'],
      ]);
      expect(await listed()).toEqual([
        ['qa', 'submit', '09:00:00'],
        ['dev', 'merge', '00:00:00'],
      ]);
      expect(await listed({ name: 'dev' })).toEqual([
        ['dev', 'merge', '00:00:00'],
      ]);
    });

    it('should list what concerns a person, and nothing else', async () => {
      await changed('dev', [['25T09:00:00', 'submit']]);
      await changed('qa', [['25T10:00:00', 'submit']], {
        requestedBy: 'user:default/eve',
        owner: 'group:default/storefront',
        approvals: [
          { group: 'group:default/finops', reason: 'money', decision: null },
        ],
      });
      const of = async (user: string, group: string) =>
        (
          await listed({
            visibleTo: {
              user: `user:default/${user}`,
              refs: [`user:default/${user}`, `group:default/${group}`],
            },
          })
        ).map(([name]) => name);
      expect(await of('ada', 'none')).toEqual(['dev']);
      expect(await of('eve', 'none')).toEqual(['qa']);
      expect(await of('frank', 'storefront')).toEqual(['qa']);
      expect(await of('margaret', 'finops')).toEqual(['qa']);
      expect(await of('mallory', 'none')).toEqual([]);
    });

    it('should go on where a page has ended', async () => {
      await changed('dev', [
        ['25T08:00:00', 'submit'],
        ['25T09:00:00', 'submit'],
        ['25T09:00:00', 'merge'],
        ['25T10:00:00', 'submit'],
      ]);
      const [, second] = await store.listEvents(DAY, { events: EVENTS });
      expect(second.event).toBe('merge');
      const after = (rest: 'none' | 'all' | { after: number[] }) =>
        listed({}, { bound: { at: second.at, rest } });
      const nine = [
        ['dev', 'merge', '09:00:00'],
        ['dev', 'submit', '09:00:00'],
      ];
      const eight = ['dev', 'submit', '08:00:00'];
      expect(await after({ after: [second.id] })).toEqual([nine[1], eight]);
      expect(await after('all')).toEqual([...nine, eight]);
      expect(await after('none')).toEqual([eight]);
      expect(await listed({}, { limit: 2 })).toHaveLength(2);
    });

    it('should list the runs that touch the window', async () => {
      const runs = PipelineRunStore.create(knex);
      const times: Record<string, [string, string | null]> = {
        'over before': ['24T20:00:00', '25T00:00:00'],
        'reaches in': ['24T23:50:00', '25T00:00:01'],
        'not over': ['24T23:00:00', null],
        'begins a day before': ['23T23:59:59', null],
        within: ['25T12:00:00', '25T12:10:00'],
        'begins at the end': ['26T00:00:00', null],
      };
      const at = (time: string) => `2026-11-${time}.000Z`;
      for (const [id, [start, end]] of Object.entries(times)) {
        await runs.save(
          aRun({ id, startedAt: at(start), finishedAt: end && at(end) }),
        );
      }
      await runs.save(aRun({ environment: 'qa', id: 'of qa' }));
      const ids = async (names: string[]) =>
        (await store.listRuns(DAY, names)).map(({ id }) => id);
      expect(await ids(['dev'])).toEqual(['within', 'reaches in', 'not over']);
      expect(await ids(['qa', 'dev'])).toEqual([
        'within',
        'of qa',
        'reaches in',
        'not over',
      ]);
      expect(await ids([])).toEqual([]);
    });

    it('should go on among runs of the same moment', async () => {
      const runs = PipelineRunStore.create(knex);
      for (const environment of ['dev', 'qa']) {
        for (const id of ['a', 'B', 'c-1']) {
          await runs.save(aRun({ environment, id }));
        }
      }
      const names = ['dev', 'qa'];
      const all = await store.listRuns(DAY, names);
      expect(all).toHaveLength(6);
      for (const [index, { environment, id, startedAt: at }] of all.entries()) {
        const bound = { at, rest: { after: [environment, id] } };
        expect(await store.listRuns({ ...DAY, bound }, names)).toEqual(
          all.slice(index + 1),
        );
      }
    });

    it('should never read a whole table', async () => {
      await fillTwoYears(knex);
      const visibleTo = {
        user: 'user:default/ada',
        refs: ['user:default/ada', 'group:default/checkout'],
      };
      const page = {
        from: '2026-11-18T12:00:00.000Z',
        to: '2026-11-25T12:00:00.000Z',
        limit: 201,
      };
      const at = '2026-11-22T12:00:00.000Z';
      const names = Array.from({ length: 50 }, (_, n) => `env-${n}`);
      expect(
        await fullScans(knex, async () => {
          for (const person of [undefined, visibleTo]) {
            for (const name of [undefined, 'env-7']) {
              const filter = { events: EVENTS, name, visibleTo: person };
              await store.listEvents(page, filter);
              await store.listEvents(
                { ...page, bound: { at, rest: { after: [9] } } },
                filter,
              );
            }
          }
          for (const some of [names, ['env-7']]) {
            await store.listRuns(page, some);
            await store.listRuns(
              { ...page, bound: { at, rest: { after: ['env-7', 'x'] } } },
              some,
            );
          }
          await PipelineRunStore.create(knex).lastApplied('env-7');
        }),
      ).toEqual([]);
    });
  });
});

/** Two years of 50 environments: what a database has to choose its plans for. */
async function fillTwoYears(knex: Knex): Promise<void> {
  const { changeRow, eventRow, runRow } = await templates(knex);
  const end = Date.parse('2026-12-01T00:00:00Z');
  const count = 12_000;
  const step = (2 * 365 * 86_400_000) / count;
  const rows = Array.from({ length: count }, (_, n) => ({
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    at: new Date(end - n * step).toISOString(),
    environment: `env-${n % 50}`,
  }));
  await knex.batchInsert(
    'changes',
    rows.map(({ id, at, environment }, n) => ({
      ...changeRow,
      id,
      environment,
      requested_at: at,
      requested_by: `user:default/u${n % 40}`,
      owner: `group:default/g${n % 20}`,
    })),
    100,
  );
  await knex.batchInsert(
    'change_events',
    rows.flatMap(({ id, at }) =>
      EVENTS.map(event => ({ ...eventRow, change_id: id, at, event })),
    ),
    400,
  );
  await knex.batchInsert(
    'change_approvals',
    rows.map(({ id }, n) => ({
      change_id: id,
      position: 0,
      group_ref: `group:default/a${n % 30}`,
      reason: 'it is production',
    })),
    400,
  );
  await knex.batchInsert(
    'pipeline_runs',
    rows.map(({ id, at, environment }) => ({
      ...runRow,
      id,
      environment,
      started_at: at,
      finished_at: at,
    })),
    100,
  );
  await knex.raw('ANALYZE');
}

/** One row of each table, as the stores write it. */
async function templates(knex: Knex) {
  const changes = ChangeStore.create(knex);
  await changes.insert(aChange({ state: 'merged' }), [
    {
      event: 'submit',
      from: 'draft',
      to: 'approved',
      actor: 'user:default/ada',
      comment: null,
    },
  ]);
  await PipelineRunStore.create(knex).save(aRun());
  const changeRow = await knex('changes').first();
  const { id, ...eventRow } = await knex('change_events').first();
  const runRow = await knex('pipeline_runs').first();
  return { changeRow, eventRow, runRow };
}
