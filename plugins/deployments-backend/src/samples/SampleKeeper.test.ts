import type { Knex } from 'knex';
import { aChange } from '../__testUtils__/aChange';
import { MutableClock } from '../__testUtils__/MutableClock';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { ChangeStore } from '../database/ChangeStore';
import { DatabaseMarkStore } from '../database/DatabaseMarkStore';
import { IncidentStore } from '../database/IncidentStore';
import { sampleHistory } from './sampleHistory';
import { SampleKeeper } from './SampleKeeper';

jest.setTimeout(120_000);

const START = '2026-11-27T17:30:00.000Z';
const DAY_MS = 86_400_000;
const BOTH = ['staging', 'prod'];
const TABLES = [
  'deployment_changes',
  'deployment_records',
  'deployment_places',
  'deployments',
  'incidents',
];

describe('SampleKeeper', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let knex: Knex;
    let clock: MutableClock;

    beforeEach(async () => {
      knex = await migratedDatabase(databases, databaseId);
      clock = MutableClock.at(START);
    });

    const aKeeper = () =>
      SampleKeeper.create({
        knex,
        changes: ChangeStore.create({ knex }),
        incidents: IncidentStore.create(knex),
        now: clock.now,
      });
    const real = async () => {
      await ChangeStore.create({ knex }).record([aChange()]);
      await IncidentStore.create(knex).save([
        {
          id: 'INC-1',
          entityRef: 'component:default/order-service',
          environment: 'prod',
          title: 'Late',
          openedAt: START,
          resolvedAt: null,
          deploymentId: null,
          source: { type: 'person', id: 'user:default/ada', url: null },
          origin: 'live',
        },
      ]);
    };
    /** What is there of each origin, by table. */
    const counts = async () => {
      const found: Record<string, Record<string, number>> = {};
      for (const table of TABLES) {
        const origins: string[] = await knex(table).pluck('origin');
        const count = (wanted: string) =>
          origins.filter(origin => origin === wanted).length;
        found[table] = { live: count('live'), sample: count('sample') };
      }
      return found;
    };
    const times = () => knex('deployment_changes').orderBy('key').pluck('at');

    it('should be there from the first start on, and stay as they are', async () => {
      await aKeeper().keep(BOTH);
      const { changes, incidents } = sampleHistory(new Date(START), BOTH);
      expect(await counts()).toMatchObject({
        deployment_changes: { sample: changes.length },
        deployments: { sample: changes.length / 2 },
        incidents: { sample: incidents.length },
      });
      const before = await times();
      clock.pass(3 * DAY_MS);
      await aKeeper().keep(BOTH);
      expect(await times()).toEqual(before);
    });

    it('should go without a trace, and take nothing real with them', async () => {
      await real();
      const before = await counts();
      await aKeeper().keep(BOTH);
      expect(await counts()).not.toEqual(before);
      await aKeeper().keep([]);
      expect(await counts()).toEqual(before);
      expect(await knex('marks')).toEqual([]);
      await aKeeper().keep([]);
      expect(await counts()).toEqual(before);
    });

    it('should begin anew when they come back, or others are wanted', async () => {
      await aKeeper().keep(BOTH);
      const before = await times();
      clock.pass(3 * DAY_MS);
      await aKeeper().keep(['prod']);
      const { changes } = sampleHistory(clock.now(), ['prod']);
      expect((await times()).sort()).toEqual(
        changes.map(({ at }) => at).sort(),
      );
      expect(await times()).not.toEqual(before);
    });

    it('should be whole after a portal that was killed half-way', async () => {
      await aKeeper().keep(BOTH);
      const whole = await counts();
      // The last that is written says that all is there.
      await DatabaseMarkStore.create(knex).remove('samples/definition');
      await knex('deployments').where({ environment: 'prod' }).delete();
      await knex('deployment_changes')
        .where({ source_type: 'sample' })
        .delete();
      await aKeeper().keep(BOTH);
      expect(await counts()).toEqual(whole);
    });

    it('should be there once where two portals start', async () => {
      await Promise.all([aKeeper().keep(BOTH), aKeeper().keep(BOTH)]);
      const { changes, incidents } = sampleHistory(new Date(START), BOTH);
      expect(await counts()).toMatchObject({
        deployment_changes: { sample: changes.length },
        deployments: { sample: changes.length / 2 },
        incidents: { sample: incidents.length },
      });
    });
  });
});
