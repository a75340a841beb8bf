import {
  foldChanges,
  historyOf,
  type DeploymentChange,
} from '@portico/plugin-deployments-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { aChange } from '../__testUtils__/aChange';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { ChangeStore } from './ChangeStore';
import { DeploymentStore } from './DeploymentStore';

jest.setTimeout(120_000);

const at = (minute: number) =>
  new Date(Date.UTC(2026, 10, 25, 10, minute)).toISOString();

/** The life of four deployments, told by a pipeline, GitHub and a cluster. */
const STORY: DeploymentChange[] = [
  aChange({ id: 'a', at: at(0), version: '1.0.0' }),
  aChange({
    id: 'acme/order/1',
    source: { type: 'github' },
    at: at(58),
    status: 'running',
    version: '1.1.0',
  }),
  aChange({ id: 'b', at: at(60), version: '1.1.0' }),
  aChange({
    id: 'acme/order/1',
    source: { type: 'github' },
    at: at(61),
    status: 'succeeded',
    version: null,
    commits: [{ sha: '4f2c9d1', authoredAt: at(0) }],
  }),
  aChange({ id: 'c', at: at(120), version: '1.0.0' }),
  aChange({ id: 'd', at: at(180), status: 'failed', version: '1.2.0' }),
  aChange({ id: 'd', at: at(170), status: 'running', version: '1.2.0' }),
];

const HISTORY = historyOf(foldChanges(STORY));

describe('ChangeStore', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let knex: Knex;
    let store: ChangeStore;
    let onChanged: jest.Mock;

    beforeEach(async () => {
      knex = await migratedDatabase(databases, databaseId);
      onChanged = jest.fn();
      store = ChangeStore.create({ knex, onChanged });
    });

    const history = () => DeploymentStore.create(knex).list({ limit: 100 });
    const forget = async () => {
      for (const table of [
        'deployments',
        'deployment_places',
        'deployment_records',
        'deployment_changes',
      ]) {
        await knex(table).delete();
      }
    };

    it('should make the history of the changes', async () => {
      expect(await store.record(STORY)).toEqual({ duplicates: 0 });
      expect(await history()).toEqual(HISTORY);
      expect(
        HISTORY.map(({ version, kind, status }) => [version, kind, status]),
      ).toEqual([
        ['1.2.0', 'deploy', 'failed'],
        ['1.0.0', 'rollback', 'succeeded'],
        ['1.1.0', 'deploy', 'rolled-back'],
        ['1.0.0', 'deploy', 'succeeded'],
      ]);
    });

    it('should keep what it returned for, also for the next portal', async () => {
      await store.record(STORY);
      const other = ChangeStore.create({ knex });
      expect(await other.record(STORY)).toEqual({ duplicates: STORY.length });
      expect(await history()).toEqual(HISTORY);
    });

    it('should take a change once, also twice in one call, and tell of changes alone', async () => {
      const [first] = STORY;
      expect(await store.record([first, first])).toEqual({ duplicates: 1 });
      expect(await store.record([first])).toEqual({ duplicates: 1 });
      expect(await store.record([])).toEqual({ duplicates: 0 });
      expect(onChanged).toHaveBeenCalledTimes(1);
      expect(await knex('deployment_changes').select('record_id')).toEqual([
        { record_id: 'cdevents:a' },
      ]);
    });

    it('should make the same history in whatever order and portions changes arrive', async () => {
      await fc.assert(
        fc
          .asyncProperty(
            fc.shuffledSubarray([...STORY, ...STORY], {
              minLength: 2 * STORY.length,
            }),
            fc.integer({ min: 1, max: 4 }),
            async (changes, portion) => {
              for (let start = 0; start < changes.length; start += portion) {
                await store.record(changes.slice(start, start + portion));
              }
              expect(await history()).toEqual(HISTORY);
            },
          )
          .afterEach(forget),
        { numRuns: 10, endOnFailure: true },
      );
    });

    it('should make the same history of what two portals are told at once', async () => {
      const portals = [store, ChangeStore.create({ knex })];
      for (let round = 0; round < 8; round += 1) {
        const told = portals.flatMap((portal, index) =>
          [...STORY.keys()].map(position =>
            portal.record([
              STORY[(position * (index ? 3 : 5) + round) % STORY.length],
            ]),
          ),
        );
        const whole = portals.map(portal =>
          portal.record([...STORY].reverse()),
        );
        await Promise.all([...told, ...whole]);
        expect(await history()).toEqual(HISTORY);
        await forget();
      }
    });

    it('should lose nothing that two portals are told of the same deployments at once', async () => {
      const other = ChangeStore.create({ knex });
      const ids = Array.from({ length: 20 }, (_, index) => `run-${index}`);
      await store.record(
        ids.map(id => aChange({ id, at: at(0), status: 'running' })),
      );
      await Promise.all(
        ids.flatMap(id => [
          store.record([aChange({ id, at: at(5), who: null })]),
          other.record([
            aChange({ id, at: at(6), status: null, who: 'grace' }),
          ]),
        ]),
      );
      const found = await knex('deployment_records').pluck('payload');
      expect(
        found.map(payload => {
          const { status, who } = JSON.parse(payload);
          return [status, who];
        }),
      ).toEqual(ids.map(() => ['succeeded', 'grace']));
    });

    it('should not let two portals wait for each other', async () => {
      const other = ChangeStore.create({ knex });
      const many = Array.from({ length: 450 }, (_, index) =>
        aChange({ id: `run-${index}`, environment: `e${index % 3}` }),
      );
      const [one, two] = await Promise.all([
        store.record(many),
        other.record([...many].reverse()),
      ]);
      expect(one.duplicates + two.duplicates).toBe(many.length);
    });

    it('should follow a deployment that turns out to be of another component', async () => {
      const elsewhere = { entityRef: 'component:default/cart-service' };
      await store.record([
        aChange({ ...elsewhere, id: 'a', at: at(0) }),
        aChange({ ...elsewhere, id: 'b', at: at(5), version: '1.1.0' }),
        aChange({ ...elsewhere, id: 'c', at: at(9) }),
      ]);
      await store.record([
        aChange({ id: 'b', at: at(6), status: null, version: '1.1.0' }),
      ]);
      expect(
        (await history()).map(({ id, entityRef, kind }) => [
          id,
          entityRef.split('/')[1],
          kind,
        ]),
      ).toEqual([
        // It was a rollback as long as the other one was in between.
        ['cdevents:c', 'cart-service', 'redeploy'],
        ['cdevents:b', 'order-service', 'deploy'],
        ['cdevents:a', 'cart-service', 'deploy'],
      ]);
    });

    it('should mark a place as changed, and no other', async () => {
      const elsewhere = aChange({ id: 'z', environment: 'staging' });
      await store.record([elsewhere, STORY[0]]);
      const revisions = () =>
        knex('deployment_places').orderBy('environment').pluck('revision');
      const [prod, staging] = await revisions();
      await store.record([STORY[2]]);
      const [prodLater, stagingLater] = await revisions();
      expect(stagingLater).toBe(staging);
      expect(prodLater).not.toBe(prod);
    });

    it('should keep nothing of a call that fails', async () => {
      // The last statement of all fails: that of the history.
      await knex.schema.dropTable('deployments');
      await expect(store.record(STORY)).rejects.toThrow('deployments');
      expect(await knex('deployment_records').select('id')).toEqual([]);
      expect(await knex('deployment_changes').select('key')).toEqual([]);
      expect(onChanged).not.toHaveBeenCalled();
    });

    it('should know when a source last told anything', async () => {
      let now = new Date(at(0));
      store = ChangeStore.create({ knex, now: () => now });
      expect(await store.lastReceivedAt('cdevents')).toBeNull();
      await store.record([STORY[0]]);
      now = new Date(at(9));
      await store.record([STORY[0]]);
      expect(await store.lastReceivedAt('cdevents')).toBe(at(0));
      await store.record([STORY[1], STORY[2]]);
      expect(await store.lastReceivedAt('cdevents')).toBe(at(9));
      expect(await store.lastReceivedAt('kubernetes')).toBeNull();
    });
  });
});
