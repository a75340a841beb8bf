import {
  incidentListSchema,
  incidentSchema,
} from '@portico/plugin-deployments-common';
import {
  startTestPortal,
  type TestPortal,
} from '../__testUtils__/startTestPortal';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';

jest.setTimeout(120_000);

const REPORT = {
  id: 'INC-42',
  entityRef: 'component:default/order-service',
  environment: 'prod',
  title: 'Checkout answers 500',
  openedAt: '2026-11-25T10:20:00Z',
};

describe('/incidents', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let portal: TestPortal;

    beforeEach(async () => {
      portal = await startTestPortal({
        knex: await migratedDatabase(databases, databaseId),
        deployments: { aliases: { production: 'prod' } },
      });
    });
    afterEach(() => portal.backend.stop());

    const listed = async (query = '') => {
      const { body } = await portal.ada.get(`/incidents${query}`);
      return incidentListSchema.parse(body);
    };

    it('should keep what people and machines tell, the same id once', async () => {
      const first = await portal.ada.post('/incidents', REPORT);
      expect([first.status, incidentSchema.parse(first.body)]).toEqual([
        201,
        {
          ...REPORT,
          resolvedAt: null,
          deploymentId: null,
          source: { type: 'person', id: 'user:default/ada', url: null },
          origin: 'live',
        },
      ]);
      const over = {
        ...REPORT,
        environment: 'production',
        entityRef: 'Component:default/Order-Service',
        resolvedAt: '2026-11-25T11:00:00Z',
        deploymentId: 'cdevents:acme/pipeline/run-1',
        url: 'https://pager.example/42',
      };
      const again = await portal.machine.post('/incidents', over);
      expect(again.status).toBe(200);
      expect(await listed()).toEqual({
        items: [
          {
            ...REPORT,
            resolvedAt: over.resolvedAt,
            deploymentId: over.deploymentId,
            source: {
              type: 'service',
              id: 'external:test-service',
              url: over.url,
            },
            origin: 'live',
          },
        ],
      });
      expect(portal.audit).toHaveLength(2);
    });

    it('should be paged through without missing or repeating any', async () => {
      for (let index = 0; index < 7; index += 1) {
        await portal.machine.post('/incidents', {
          ...REPORT,
          id: `INC~${index}`,
          openedAt: `2026-11-25T10:0${Math.floor(index / 3)}:00Z`,
        });
      }
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const next = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
        const page = await listed(`?limit=2${next}`);
        found.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor);
      expect(found).toEqual([6, 5, 4, 3, 2, 1, 0].map(n => `INC~${n}`));
    });

    it('should leave samples alone', async () => {
      await portal.backend.stop();
      portal = await startTestPortal({
        knex: await migratedDatabase(databases, databaseId),
        deployments: { samples: true },
      });
      const [{ id }] = (await listed()).items;
      const { status } = await portal.ada.post('/incidents', { ...REPORT, id });
      expect(status).toBe(409);
    });
  });

  describe('of whoever sends anything', () => {
    let portal: TestPortal;

    beforeAll(async () => {
      portal = await startTestPortal();
    });
    afterAll(() => portal.backend.stop());

    it.each([
      [{ id: '' }, 'id'],
      [{ id: 'a\u0000b' }, 'id'],
      [{ id: 'x'.repeat(201) }, 'id'],
      [{ title: 'two\nlines' }, 'title'],
      [{ openedAt: 'today' }, 'openedAt'],
      [{ resolvedAt: '2026-11-25T10:19:59Z' }, 'resolvedAt'],
      [{ url: `java${'script'}:alert(1)` }, 'url'],
      [{ entityRef: 'component:default/cart-service' }, 'entityRef'],
      [{ entityRef: { $ne: 'x' } }, 'entityRef'],
      [{ environment: 'moon' }, 'environment'],
      [{ origin: 'sample' }, 'origin'],
      [{ source: { type: 'alertmanager' } }, 'source'],
    ])('should refuse %j and name the field', async (fields, path) => {
      const { status, body } = await portal.ada.post('/incidents', {
        ...REPORT,
        ...fields,
      });
      expect([status, body.error.issues]).toEqual([
        400,
        [{ path, message: expect.any(String) }],
      ]);
      expect((await portal.ada.get('/incidents')).body.items).toEqual([]);
    });

    it.each([
      ['[]', 400],
      ['null', 400],
      [`{"title": "${'x'.repeat(70_000)}"}`, 413],
      ['{"id": ', 400],
    ])('should answer to %.20s with %d', async (body, expected) => {
      const { status } = await portal.ada.post('/incidents', body, {
        'content-type': 'application/json',
      });
      expect(status).toBe(expected);
    });
  });
});
