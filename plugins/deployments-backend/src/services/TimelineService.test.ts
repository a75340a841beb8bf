import {
  timelineResponseSchema,
  type TimelineItem,
} from '@portico/plugin-timeline-common';
import type { Knex } from 'knex';
import { aChange } from '../__testUtils__/aChange';
import { aFailingSighting, aSighting } from '../__testUtils__/aSighting';
import {
  startTestPortal,
  type TestPortal,
} from '../__testUtils__/startTestPortal';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { ChangeStore } from '../database/ChangeStore';
import { IncidentStore } from '../database/IncidentStore';
import { SightingStore } from '../database/SightingStore';

jest.setTimeout(120_000);

const ORDER = 'component:default/order-service';
const CART = 'component:default/cart-service';
const at = (hour: number, minute = 0) =>
  new Date(Date.UTC(2026, 10, 25, hour, minute)).toISOString();

describe('GET /timeline', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let knex: Knex;
    let portal: TestPortal;

    beforeEach(async () => {
      knex = await migratedDatabase(databases, databaseId);
      portal = await startTestPortal({ knex });
    });
    afterEach(() => portal.backend.stop());

    const timeline = async (query = '') => {
      const { status, body } = await portal.ada.get(`/timeline${query}`);
      expect(status).toBe(200);
      return timelineResponseSchema.parse(body);
    };
    const titles = async (query = '') =>
      (await timeline(query)).items.map(({ title }) => title);
    const deployed = (...changes: Array<Parameters<typeof aChange>[0]>) =>
      ChangeStore.create({ knex }).record(changes.map(one => aChange(one)));
    const incident = (fields: {
      id?: string;
      openedAt: string;
      resolvedAt: string | null;
    }) =>
      IncidentStore.create(knex).save([
        {
          id: 'INC-1',
          entityRef: ORDER,
          environment: 'prod',
          title: 'Orders fail',
          deploymentId: null,
          source: { type: 'person', id: 'user:default/ada', url: null },
          origin: 'live',
          ...fields,
        },
      ]);

    it('should put deployments, incidents and what fails now on one line', async () => {
      await deployed(
        { id: '1', at: at(8), version: '1.4.2' },
        {
          id: '2',
          at: at(9),
          version: '1.5.0',
          source: { url: 'https://ci.example/2' },
        },
      );
      await incident({ openedAt: at(9, 10), resolvedAt: at(10) });
      await SightingStore.create({ knex }).clusterSeen('east', [
        aFailingSighting(),
      ]);
      const asked = `?entityRef=${ORDER}&environment=prod`;
      expect((await timeline(asked)).items).toEqual<TimelineItem[]>([
        {
          id: `health:${ORDER}:prod`,
          at: at(9, 30),
          kind: 'health',
          title:
            'Failing: Crash-loops: exit 137, 4 restarts; 0 of 2 ready, nothing serves.',
          status: 'failed',
          url: null,
          origin: 'emulated',
        },
        {
          id: 'incident:INC-1',
          at: at(9, 10),
          until: at(10),
          kind: 'incident',
          title: 'Orders fail',
          status: 'warning',
          url: null,
          origin: 'live',
        },
        {
          id: 'deployment:cdevents:2',
          at: at(9),
          kind: 'deployment',
          title: 'Deployed 1.5.0 to prod',
          status: 'succeeded',
          url: 'https://ci.example/2',
          origin: 'live',
        },
        {
          id: 'deployment:cdevents:1',
          at: at(8),
          kind: 'deployment',
          title: 'Deployed 1.4.2 to prod',
          status: 'succeeded',
          url: null,
          origin: 'live',
        },
      ]);
      expect((await titles()).map(title => title.slice(0, 34))).toEqual([
        'order-service: Failing: Crash-loop',
        'order-service: Orders fail (prod)',
        'order-service: Deployed 1.5.0 to p',
        'order-service: Deployed 1.4.2 to p',
      ]);
      expect(await titles('?environment=staging')).toEqual([]);
      expect(await titles(`?entityRef=${CART}`)).toEqual([]);
    });

    it('should show all that is in an environment on its page of the catalog', async () => {
      await deployed(
        { id: '1', at: at(8), version: '1.4.2' },
        { id: '2', at: at(9), version: '1.5.0', environment: 'staging' },
      );
      expect(await titles('?entityRef=resource:default/prod')).toEqual([
        'order-service: Deployed 1.4.2 to prod',
      ]);
      expect(await titles('?entityRef=Resource:default/staging')).toEqual([
        'order-service: Deployed 1.5.0 to staging',
      ]);
      expect(await titles('?entityRef=resource:default/moon')).toEqual([]);
    });

    it('should hold what lasts in every window that it reaches into', async () => {
      await deployed({ id: '1', at: at(8) });
      await incident({ openedAt: at(9), resolvedAt: null });
      await SightingStore.create({ knex }).clusterSeen('east', [
        aFailingSighting(),
        aSighting({ environment: 'staging' }),
      ]);
      const kinds = async (from: string, to: string) =>
        (await timeline(`?from=${from}&to=${to}`)).items.map(
          ({ kind, status }) => `${kind} ${status}`,
        );
      expect(await kinds(at(8), at(9))).toEqual(['deployment succeeded']);
      expect(await kinds(at(8, 1), at(9, 1))).toEqual(['incident failed']);
      expect(await kinds(at(12), at(13))).toEqual([
        'health failed',
        'incident failed',
      ]);
      expect(
        await kinds('2999-01-01T00:00:00Z', '2999-01-02T00:00:00Z'),
      ).toEqual(['incident failed']);
    });

    it('should tell of no failure where its cluster is no longer seen', async () => {
      const sightings = SightingStore.create({ knex });
      await sightings.clusterSeen('east', [aFailingSighting()]);
      expect(await titles()).toHaveLength(1);
      const down = { state: 'down' as const, reason: 'It timed out.' };
      await sightings.clusterUnseen('east', down);
      expect(await titles()).toEqual([]);
    });

    it.each([
      ['at many times', (index: number) => at(8, Math.floor(index / 7))],
      ['all at one time', () => at(8)],
    ])(
      'should be paged through without missing or repeating any, %s',
      async (_, timeOf) => {
        const times = Array.from({ length: 60 }, (__, index) => timeOf(index));
        await deployed(
          ...times.flatMap((time, index) => [
            { id: `a~${index}`, at: time, environment: `e${index}` },
            { id: `b${'x'.repeat(300)}${index}`, at: time, entityRef: CART },
          ]),
        );
        for (const [index, time] of times.entries()) {
          await incident({ id: `i${index}`, openedAt: time, resolvedAt: time });
        }
        await SightingStore.create({ knex }).clusterSeen(
          'east',
          [...times, ...times].map((since, index) => {
            const failing = aFailingSighting({ environment: `f${index}` });
            return { ...failing, health: { ...failing.health!, since } };
          }),
        );
        const found: TimelineItem[] = [];
        const pages: number[] = [];
        let cursor: string | undefined;
        do {
          const next = cursor ? `?cursor=${encodeURIComponent(cursor)}` : '';
          const page = await timeline(next);
          found.push(...page.items);
          pages.push(page.items.length);
          cursor = page.cursor;
        } while (cursor);
        expect(pages).toEqual([100, 100, 100]);
        expect(new Set(found.map(({ id }) => id)).size).toBe(300);
        const inOrder = found.map(item => item.at);
        expect(inOrder).toEqual([...inOrder].sort().reverse());
      },
    );

    it('should leave out what has no time', async () => {
      await deployed({ id: '1', status: 'inactive' });
      expect(await titles()).toEqual([]);
    });
  });
});
