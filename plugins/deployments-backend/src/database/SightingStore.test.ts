import type { Knex } from 'knex';
import { aSighting } from '../__testUtils__/aSighting';
import { MutableClock } from '../__testUtils__/MutableClock';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { SightingStore, STALE_MS } from './SightingStore';

jest.setTimeout(60_000);

const NOW = '2026-11-25T10:00:00.000Z';
const LATER = '2026-11-25T10:01:00.000Z';
const MINUTE_MS = 60_000;

const ORDER = 'component:default/order-service';
const CART = 'component:default/cart-service';

describe('SightingStore', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let knex: Knex;
    let clock: MutableClock;
    let store: SightingStore;

    beforeEach(async () => {
      knex = await migratedDatabase(databases, databaseId);
      clock = MutableClock.at(NOW);
      store = SightingStore.create({ knex, now: clock.now });
    });

    const refs = async () =>
      (await store.list({})).map(({ entityRef }) => entityRef);

    it('should give back what a cluster told, and forget what it tells of no longer', async () => {
      const lastLog = { pod: 'order-1', lines: ['no database'], at: NOW };
      const order = aSighting({ lastLog });
      const cart = aSighting({
        entityRef: CART,
        namespace: null,
        health: null,
        origin: 'live',
      });
      await store.clusterSeen('east', [order, cart]);
      await store.clusterSeen('west', [aSighting({ cluster: 'west' })]);
      expect(await store.list({})).toEqual([
        cart,
        order,
        aSighting({ cluster: 'west' }),
      ]);
      expect(await store.list({ entityRefs: [CART] })).toEqual([cart]);
      expect(await store.list({ environments: ['dev'] })).toEqual([]);
      await store.clusterSeen('east', [cart]);
      expect((await store.list({})).map(({ cluster }) => cluster)).toEqual([
        'east',
        'west',
      ]);
    });

    it('should keep what a cluster told before it could no longer be asked', async () => {
      await store.clusterSeen('east', [aSighting()]);
      clock.pass(MINUTE_MS);
      const source = { state: 'down' as const, reason: 'connect ECONNREFUSED' };
      await store.clusterUnseen('east', source);
      expect(await store.list({})).toEqual([aSighting({ source })]);
      await store.clusterUnseen('east', { ...source, reason: 'timed out' });
      expect(await store.list({})).toMatchObject([
        { source: { state: 'down', reason: 'timed out' }, seenAt: NOW },
      ]);
      await store.clusterSeen('east', [aSighting({ seenAt: LATER })]);
      expect(await store.list({})).toEqual([aSighting({ seenAt: LATER })]);
    });

    it('should know nothing of what a cluster runs that never answered', async () => {
      const source = { state: 'not-allowed' as const, reason: 'Forbidden' };
      await store.clusterUnseen('west', source);
      expect(await refs()).toEqual([]);
    });

    it('should not take a cluster that nobody asks any longer for one that works', async () => {
      await store.clusterSeen('east', [aSighting()]);
      clock.pass(STALE_MS);
      expect(await store.list({})).toEqual([aSighting()]);
      clock.pass(1);
      const source = {
        state: 'unknown' as const,
        reason: 'It was not asked for 2 min.',
      };
      expect(await store.list({})).toEqual([aSighting({ source })]);
    });

    it('should forget clusters that are not watched any longer', async () => {
      await store.clusterSeen('east', [aSighting()]);
      await store.clusterSeen('west', [aSighting({ entityRef: CART })]);
      await store.clustersKnown(['west', 'north']);
      expect(await refs()).toEqual([CART]);
      expect(await knex('clusters').pluck('name')).toEqual(['west']);
      await store.clustersKnown([]);
      expect(await refs()).toEqual([]);
    });

    it('should hold what one of two portals told, and no mixture', async () => {
      const other = SightingStore.create({ knex, now: clock.now });
      for (let round = 0; round < 10; round += 1) {
        const both = [
          [aSighting(), aSighting({ environment: 'staging' })],
          [aSighting({ entityRef: CART })],
        ];
        await Promise.all([
          store.clusterSeen('east', both[0]),
          other.clusterSeen('east', both[1]),
        ]);
        expect([[ORDER, ORDER], [CART]]).toContainEqual(await refs());
      }
    });

    it('should give the same objects as long as a cluster tells the same', async () => {
      const health = async () => (await store.list({}))[0].health;
      await store.clusterSeen('east', [aSighting()]);
      const before = await health();
      await store.clusterSeen('east', [aSighting({ seenAt: LATER })]);
      expect(await health()).toBe(before);
      const rolling = { ...before!, state: 'rolling-out' as const };
      await store.clusterSeen('east', [aSighting({ health: rolling })]);
      expect(await health()).toEqual(rolling);
      await store.clusterSeen('east', []);
      expect(await store.list({})).toEqual([]);
      await store.clusterSeen('east', [aSighting({ health: rolling })]);
      expect(await health()).toEqual(rolling);
    });

    it('should tell of what differs, and not of each look', async () => {
      const onChanged = jest.fn();
      store = SightingStore.create({ knex, now: clock.now, onChanged });
      const told = async (work: Promise<void>) => {
        onChanged.mockClear();
        await work;
        return onChanged.mock.calls.length;
      };
      const down = { state: 'down' as const, reason: 'timed out' };
      const later = aSighting({ seenAt: LATER });
      expect(await told(store.clusterSeen('east', [aSighting()]))).toBe(1);
      expect(await told(store.clusterSeen('east', [later]))).toBe(0);
      expect(await store.list({})).toEqual([later]);
      expect(
        await told(store.clusterSeen('east', [aSighting({ health: null })])),
      ).toBe(1);
      expect(await told(store.clusterUnseen('east', down))).toBe(1);
      expect(await told(store.clusterUnseen('east', down))).toBe(0);
      expect(
        await told(store.clusterSeen('east', [aSighting({ health: null })])),
      ).toBe(1);
      expect(await told(store.clusterSeen('east', []))).toBe(1);
      expect(await told(store.clusterSeen('west', []))).toBe(1);
      expect(await told(store.clusterUnseen('north', down))).toBe(1);
    });

    it('should take a component once that a cluster tells of twice', async () => {
      await store.clusterSeen('east', [
        aSighting({ health: null }),
        aSighting(),
      ]);
      expect(await store.list({})).toEqual([aSighting()]);
    });
  });
});
