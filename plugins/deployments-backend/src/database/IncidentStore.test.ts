import type { Incident } from '@portico/plugin-deployments-common';
import type { Knex } from 'knex';
import { aChange } from '../__testUtils__/aChange';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { ChangeStore } from './ChangeStore';
import { IncidentStore } from './IncidentStore';

jest.setTimeout(60_000);

const at = (hour: number) =>
  `2026-11-25T${String(hour).padStart(2, '0')}:00:00Z`;

function anIncident(fields: Partial<Incident> = {}): Incident {
  return {
    id: 'incident-1',
    entityRef: 'component:default/order-service',
    environment: 'prod',
    title: 'Orders fail',
    openedAt: at(10),
    resolvedAt: null,
    deploymentId: null,
    source: { type: 'person', id: 'user:default/ada', url: null },
    origin: 'live',
    ...fields,
  };
}

describe('IncidentStore', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let knex: Knex;
    let store: IncidentStore;

    beforeEach(async () => {
      knex = await migratedDatabase(databases, databaseId);
      store = IncidentStore.create(knex);
    });

    const idsOf = async (filter: Parameters<IncidentStore['list']>[0]) =>
      (await store.list(filter)).map(({ id }) => id);

    it('should give back what it was given, and take the same id for the same incident', async () => {
      await store.save([anIncident()]);
      const resolved = anIncident({ resolvedAt: at(11), title: 'Late' });
      await store.save([resolved]);
      expect(await store.list({ limit: 10 })).toEqual([resolved]);
      expect(await store.get('incident-1')).toEqual(resolved);
      expect(await store.get('incident-2')).toBeNull();
      await store.save([anIncident()]);
      expect((await store.get('incident-1'))?.resolvedAt).toBeNull();
    });

    it('should know when a source last told anything', async () => {
      let now = new Date(at(1));
      store = IncidentStore.create(knex, () => now);
      expect(await store.lastToldAt('person')).toBeNull();
      await store.save([anIncident()]);
      now = new Date(at(2));
      await store.save([anIncident({ resolvedAt: at(11) })]);
      expect(await store.lastToldAt('person')).toBe('2026-11-25T02:00:00.000Z');
      expect(await store.lastToldAt('alertmanager')).toBeNull();
    });

    it('should not open what a tool told to be over', async () => {
      await store.saveUnlessOver([anIncident()]);
      await store.saveUnlessOver([anIncident({ resolvedAt: at(11) })]);
      await store.saveUnlessOver([anIncident(), anIncident({ id: 'other' })]);
      expect((await store.get('incident-1'))?.resolvedAt).toBe(at(11));
      expect(await store.get('other')).toEqual(anIncident({ id: 'other' }));
    });

    it('should list those that lasted in a window, the newest first', async () => {
      await store.save([
        anIncident({ id: 'before', openedAt: at(1), resolvedAt: at(2) }),
        anIncident({ id: 'into', openedAt: at(3), resolvedAt: at(9) }),
        anIncident({ id: 'lasts', openedAt: at(4) }),
        anIncident({ id: 'same', openedAt: at(4), resolvedAt: at(4) }),
        anIncident({ id: 'at the end', openedAt: at(12) }),
      ]);
      expect(await idsOf({ limit: 10 })).toEqual([
        'at the end',
        'same',
        'lasts',
        'into',
        'before',
      ]);
      expect(await idsOf({ from: at(9), to: at(12), limit: 10 })).toEqual([
        'lasts',
        'into',
      ]);
      expect(await idsOf({ limit: 2 })).toEqual(['at the end', 'same']);
      const after = { at: new Date(at(4)).toISOString(), id: 'same' };
      expect(await idsOf({ after, limit: 2 })).toEqual(['lasts', 'into']);
    });

    it('should show no sample beside what is real', async () => {
      const sample = anIncident({ id: 'sample', origin: 'sample' });
      await store.save([sample, anIncident({ id: 'real' })]);
      expect(await idsOf({ limit: 10 })).toEqual(['sample', 'real']);
      await ChangeStore.create({ knex }).record([
        aChange({ origin: 'sample', source: { type: 'sample' } }),
        aChange({ environment: 'staging' }),
      ]);
      expect(await idsOf({ limit: 10 })).toEqual(['sample', 'real']);
      await ChangeStore.create({ knex }).record([aChange()]);
      expect(await idsOf({ limit: 10 })).toEqual(['real']);
    });

    it('should give the whole history of an environment', async () => {
      await store.save([
        anIncident({ id: 'one' }),
        anIncident({ id: 'staging', environment: 'staging' }),
        anIncident({ id: 'cart', entityRef: 'component:default/cart' }),
      ]);
      const history = async (entityRefs?: string[]) =>
        (await store.history('prod', entityRefs)).map(({ id }) => id).sort();
      expect(await history()).toEqual(['cart', 'one']);
      expect(await history(['component:default/cart'])).toEqual(['cart']);
      expect(await history([])).toEqual([]);
    });
  });
});
