import { mockCredentials } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { aCdEvent } from '../__testUtils__/aCdEvent';
import { aFailingSighting } from '../__testUtils__/aSighting';
import {
  startTestPortal,
  type TestPortal,
} from '../__testUtils__/startTestPortal';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { SightingStore } from '../database/SightingStore';

jest.setTimeout(120_000);

const ORDER = 'component:default/order-service';
const PAYMENT = 'component:default/payment-service';
const WINDOW = 'from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z';

const incidentOf = (id: string, service: string) => ({
  id,
  entityRef: `component:default/${service}`,
  environment: 'prod',
  title: `Trouble with ${service}`,
  openedAt: '2026-11-25T10:10:00Z',
});

/** Everything that can be read, with and without a component that is asked for. */
const READS = [
  '/deployments',
  `/deployments?entityRef=${PAYMENT}`,
  `/deployments?entityRef=${ORDER}&entityRef=${PAYMENT}`,
  '/deployments?limit=1',
  '/matrix',
  `/matrix?entityRef=${PAYMENT}`,
  '/overview',
  `/overview?entityRef=${PAYMENT}`,
  `/dora?${WINDOW}`,
  `/dora?${WINDOW}&entityRef=${ORDER}&entityRef=${PAYMENT}`,
  '/incidents',
  `/incidents?entityRef=${PAYMENT}`,
  '/timeline',
  `/timeline?entityRef=${PAYMENT}`,
  '/timeline?environment=prod',
];

describe('a policy that hides', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let knex: Knex;
    let portal: TestPortal;

    /** Tells of deployments, incidents and failing pods of some services. */
    const tellOf = async (...services: string[]) => {
      for (const service of services) {
        await portal.machine.post(
          '/events',
          aCdEvent({ id: service, service }),
        );
        await portal.machine.post(
          '/incidents',
          incidentOf(`incident of ${service}`, service),
        );
      }
      const now = () => new Date();
      await SightingStore.create({ knex, now }).clusterSeen(
        'east',
        services.map(service =>
          aFailingSighting({ entityRef: `component:default/${service}` }),
        ),
      );
    };
    const answers = async () => {
      const found: Record<string, object> = {};
      for (const path of READS) {
        const { status, body } = await portal.ada.get(path);
        expect([path, status]).toEqual([path, 200]);
        // Only the time of the answer differs from one to the next.
        const { asOf: _, ...told } = body;
        found[path] = JSON.parse(
          JSON.stringify(told).replace(/"seenAt":"[^"]+"/g, '"seenAt":"now"'),
        );
      }
      return found;
    };

    beforeEach(async () => {
      knex = await migratedDatabase(databases, databaseId);
      portal = await startTestPortal({ knex });
    });
    afterEach(() => portal.backend.stop());

    it('should make a component look as if there were nothing of it, everywhere', async () => {
      await tellOf('order-service');
      const without = await answers();
      await tellOf('order-service', 'payment-service');
      const withBoth = await answers();
      // Every answer tells of it as long as nothing is hidden.
      const differing = READS.filter(
        path =>
          JSON.stringify(without[path]) !== JSON.stringify(withBoth[path]),
      );
      expect(differing).toEqual(READS);
      portal.hidden.add(PAYMENT);
      expect(await answers()).toEqual(without);
    });

    it('should show nothing at all where nothing may be read', async () => {
      const empty = await answers();
      await tellOf('order-service', 'payment-service');
      portal.denied.add('deployments.read');
      portal.authorize.mockClear();
      expect(await answers()).toEqual(empty);
      // Whoever may read nothing is not asked about each of them.
      expect(portal.authorize).not.toHaveBeenCalled();
    });

    it('should ask the policy once, and of all components together', async () => {
      await tellOf('order-service', 'payment-service');
      for (const path of READS) {
        portal.authorize.mockClear();
        portal.authorizeConditional.mockClear();
        await portal.ada.get(path);
        expect([path, portal.authorizeConditional.mock.calls.length]) //
          .toEqual([path, 1]);
        expect(portal.authorize).not.toHaveBeenCalled();
      }
      portal.hidden.add(PAYMENT);
      for (const path of READS) {
        portal.authorize.mockClear();
        await portal.ada.get(path);
        expect([path, portal.authorize.mock.calls.length]).toEqual([path, 1]);
      }
    });

    it('should let nobody tell of what they may not read, and not say that it is there', async () => {
      portal.hidden.add(PAYMENT);
      const hidden = await portal.ada.post(
        '/incidents',
        incidentOf('1', 'payment-service'),
      );
      const missing = await portal.ada.post(
        '/incidents',
        incidentOf('1', 'cart-service'),
      );
      expect([hidden.status, missing.status]).toEqual([400, 400]);
      expect(
        JSON.stringify(hidden.body.error).replaceAll('payment', 'cart'),
      ).toBe(JSON.stringify(missing.body.error));
      await portal.machine.post(
        '/incidents',
        incidentOf('2', 'payment-service'),
      );
      const taken = await portal.ada.post(
        '/incidents',
        incidentOf('2', 'order-service'),
      );
      expect([taken.status, taken.body.error.message]).toEqual([
        409,
        'The id 2 is that of another incident',
      ]);
      portal.hidden.clear();
      const { body } = await portal.ada.get('/incidents');
      expect(body.items).toMatchObject([{ id: '2', entityRef: PAYMENT }]);
    });

    it('should hide it from agents, too', async () => {
      await tellOf('order-service', 'payment-service');
      const list = async () => {
        const { output } = await portal.actions.invoke({
          id: 'test:list',
          input: {},
          credentials: mockCredentials.user('user:default/ada'),
        });
        const { items } = output as { items: Array<{ entityRef: string }> };
        return items.map(({ entityRef }) => entityRef).sort();
      };
      expect(await list()).toEqual([ORDER, PAYMENT]);
      portal.hidden.add(PAYMENT);
      expect(await list()).toEqual([ORDER]);
      portal.denied.add('deployments.read');
      expect(await list()).toEqual([]);
    });

    it('should take no incident of who may not tell of any', async () => {
      portal.denied.add('deployments.incidents.create');
      for (const who of [portal.ada, portal.machine]) {
        const { status } = await who.post(
          '/incidents',
          incidentOf('1', 'order-service'),
        );
        expect(status).toBe(403);
      }
    });
  });
});
