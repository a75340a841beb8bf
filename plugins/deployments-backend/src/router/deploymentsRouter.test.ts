import {
  deploymentListSchema,
  deploymentsOverviewSchema,
  doraReportSchema,
  matrixSchema,
} from '@portico/plugin-deployments-common';
import type { Knex } from 'knex';
import { aCdEvent } from '../__testUtils__/aCdEvent';
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
import { SightingStore } from '../database/SightingStore';

jest.setTimeout(120_000);

const ORDER = 'component:default/order-service';
const at = (hour: number, minute = 0) =>
  new Date(Date.UTC(2026, 10, 25, hour, minute)).toISOString();

describe('what is read of deployments', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let knex: Knex;
    let portal: TestPortal;

    const start = async (deployments = {}) => {
      portal = await startTestPortal({ knex, deployments });
    };
    const tell = async (...events: Array<Parameters<typeof aCdEvent>[0]>) => {
      for (const event of events) {
        const { status } = await portal.machine.post(
          '/events',
          aCdEvent(event),
        );
        expect(status).toBe(202);
      }
    };
    const get = async (path: string) => {
      const { status, body } = await portal.ada.get(path);
      expect(status).toBe(200);
      return body;
    };

    beforeEach(async () => {
      knex = await migratedDatabase(databases, databaseId);
    });
    afterEach(() => portal.backend.stop());

    describe('GET /deployments', () => {
      it('should be paged through without missing or repeating any', async () => {
        await start();
        await ChangeStore.create({ knex }).record(
          Array.from({ length: 25 }, (_, index) =>
            aChange({
              id: `run~${index}`,
              at: at(10, Math.floor(index / 4)),
              environment: `e${index}`,
            }),
          ),
        );
        const whole = deploymentListSchema.parse(await get('/deployments'));
        expect(whole.items).toHaveLength(25);
        expect(whole.nextCursor).toBeUndefined();
        const found: string[] = [];
        let cursor: string | undefined;
        do {
          const next = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
          const page = deploymentListSchema.parse(
            await get(`/deployments?limit=4${next}`),
          );
          found.push(...page.items.map(({ id }) => id));
          cursor = page.nextCursor;
        } while (cursor);
        expect(found).toEqual(whole.items.map(({ id }) => id));
      });

      it('should go on after an id that is as long as ids may be', async () => {
        await start();
        const id = 'x'.repeat(400);
        await ChangeStore.create({ knex }).record([
          aChange({ id, at: at(11) }),
          aChange({ id: 'older', at: at(10) }),
        ]);
        const { nextCursor } = await get('/deployments?limit=1');
        const { items } = deploymentListSchema.parse(
          await get(`/deployments?cursor=${encodeURIComponent(nextCursor)}`),
        );
        expect(items.map(one => one.id)).toEqual(['cdevents:older']);
      });
    });

    describe('GET /matrix', () => {
      it('should put versions, health and clusters side by side', async () => {
        await start({ environments: ['local', 'staging', 'prod'] });
        await tell(
          { id: '1', environment: 'staging', version: '1.4.2', at: at(8) },
          { id: '2', environment: 'prod', version: '1.4.2', at: at(9) },
          { id: '3', environment: 'staging', version: '1.5.0', at: at(10) },
          { id: '4', environment: 'dev', version: '1.6.0', at: at(11) },
        );
        await SightingStore.create({ knex }).clusterSeen('east', [aSighting()]);
        const matrix = matrixSchema.parse(await get('/matrix'));
        expect(matrix.environments).toEqual([
          'local',
          'staging',
          'prod',
          'dev',
        ]);
        const [{ entityRef, cells }] = matrix.items;
        expect(entityRef).toBe(ORDER);
        expect(cells).toMatchObject([
          { environment: 'staging', version: '1.5.0', health: null },
          {
            environment: 'prod',
            version: '1.4.2',
            deployedAt: at(9),
            health: { state: 'healthy', ready: 3 },
            drift: { state: 'none' },
            behind: { environment: 'staging', deployments: 1 },
            clusters: [{ cluster: 'east', source: { state: 'ok' } }],
          },
          { environment: 'dev', version: '1.6.0' },
        ]);
        const prod = matrixSchema.parse(await get('/matrix?environment=prod'));
        expect(prod).toMatchObject({
          environments: ['prod'],
          items: [{ entityRef: ORDER, cells: [cells[1]] }],
        });
        expect((await get('/matrix?environment=local')).items).toEqual([]);
        expect(
          (await get('/matrix?entityRef=component:default/x')).items,
        ).toEqual([]);
      });

      it('should see what another portal was told since', async () => {
        await start();
        const version = async () =>
          (await get('/matrix')).items[0]?.cells[0].version;
        await tell({ id: '1', version: '1.0.0', at: at(8) });
        expect(await version()).toBe('1.0.0');
        await ChangeStore.create({ knex }).record([
          aChange({ id: '2', version: '2.0.0', at: at(9) }),
        ]);
        expect(await version()).toBe('2.0.0');
      });

      it('should not call healthy what could not be asked', async () => {
        await start();
        const sightings = SightingStore.create({ knex });
        await sightings.clusterSeen('east', [aSighting()]);
        await sightings.clusterUnseen('east', {
          state: 'down',
          reason: 'It timed out.',
        });
        const [{ cells }] = matrixSchema.parse(await get('/matrix')).items;
        expect(cells).toMatchObject([
          {
            health: null,
            version: null,
            clusters: [
              {
                source: { state: 'down', reason: 'It timed out.' },
                health: { state: 'healthy' },
              },
            ],
          },
        ]);
      });
    });

    describe('GET /overview', () => {
      it('should put first what needs somebody, beside the latest deployments', async () => {
        await start();
        await tell(
          { id: '1', at: at(8) },
          { id: '2', at: at(9), service: 'user-service' },
        );
        await SightingStore.create({ knex }).clusterSeen('east', [
          aSighting(),
          aFailingSighting({ entityRef: 'component:default/user-service' }),
        ]);
        const { items, latest } = deploymentsOverviewSchema.parse(
          await get('/overview'),
        );
        expect(items).toMatchObject([
          {
            entityRef: 'component:default/user-service',
            state: 'failing',
            reason: expect.stringMatching(/^Failing: Crash-loops/),
          },
          { entityRef: ORDER, state: 'healthy', version: '1.5.0' },
        ]);
        expect(latest.map(({ id }) => id)).toEqual([
          'cdevents:acme/pipeline/2',
          'cdevents:acme/pipeline/1',
        ]);
        const one = await get(`/overview?entityRef=${ORDER}`);
        expect([one.items.length, one.latest.length]).toEqual([1, 1]);
      });
    });

    describe('GET /dora', () => {
      const commit = (sha: string, authoredAt: string) => ({
        sha: sha.repeat(40),
        authoredAt,
      });

      it('should compute the five metrics of a window, with what was before and after it', async () => {
        await start();
        const old = commit('a', at(0));
        const fresh = commit('b', at(9));
        await tell(
          {
            id: '1',
            version: '1.0.0',
            at: at(2),
            customData: { commits: [old] },
          },
          {
            id: '2',
            version: '1.1.0',
            at: at(11),
            customData: { commits: [old, fresh] },
          },
          { id: '3', version: '1.0.0', at: at(13) },
          { id: '4', environment: 'dev', at: at(11) },
          { id: '5', service: 'user-service', at: at(11) },
        );
        const report = doraReportSchema.parse(
          await get(
            `/dora?entityRef=${ORDER}&from=${at(10)}&to=${at(
              12,
            )}&zone=Europe/Berlin`,
          ),
        );
        expect(report).toMatchObject({
          entityRefs: [ORDER],
          environment: 'prod',
          zone: 'Europe/Berlin',
          origin: 'live',
          deploymentFrequency: {
            deployments: 1,
            days: [{ day: '2026-11-25', deployments: 1 }],
          },
          // The older commit was shipped before the window.
          changeLeadTime: { medianSeconds: 2 * 3_600, commits: 1 },
          // The rollback came after the window.
          changeFailRate: { ratio: 1, failed: 1, deployments: 1 },
          failedDeploymentRecoveryTime: { medianSeconds: 2 * 3_600 },
          deploymentReworkRate: { ratio: 0 },
        });
      });

      it('should count an incident that names the deployment, and tell of one that names none', async () => {
        await start();
        await tell({ id: '1', at: at(10) });
        const incident = {
          entityRef: ORDER,
          environment: 'prod',
          title: 'Late',
          openedAt: at(11),
          resolvedAt: at(12),
        };
        await portal.machine.post('/incidents', { ...incident, id: 'other' });
        const asked = `/dora?from=${at(9)}&to=${at(20)}`;
        expect((await get(asked)).changeFailRate).toEqual({
          ratio: 0,
          failed: 0,
          deployments: 1,
          unlinkedIncidents: 1,
        });
        await portal.machine.post('/incidents', {
          ...incident,
          id: 'linked',
          deploymentId: 'cdevents:acme/pipeline/1',
        });
        const { changeFailRate, failedDeploymentRecoveryTime } = await get(
          asked,
        );
        expect([changeFailRate.ratio, failedDeploymentRecoveryTime]).toEqual([
          1,
          { medianSeconds: 2 * 3_600, coverage: { known: 1, of: 1 } },
        ]);
      });

      it('should take 30 days up to now and the zone of the portal, where nothing else is asked for', async () => {
        await start({ zone: 'Asia/Kolkata' });
        const report = doraReportSchema.parse(await get('/dora'));
        const days =
          (Date.parse(report.to) - Date.parse(report.from)) / 86_400_000;
        expect([days, report.zone, report.environment]).toEqual([
          30,
          'Asia/Kolkata',
          'prod',
        ]);
        expect(Date.now() - Date.parse(report.to)).toBeLessThan(60_000);
        expect(report.deploymentFrequency).toMatchObject({
          perDay: null,
          deployments: 0,
          bucket: null,
        });
        expect(report.changeFailRate.ratio).toBeNull();
        const only = await get(`/dora?to=${at(10)}`);
        expect(only.from).toBe('2026-10-26T10:00:00.000Z');
      });

      it('should add nothing invented to what is real', async () => {
        await start({ samples: true });
        const sample = doraReportSchema.parse(await get('/dora'));
        expect(sample).toMatchObject({ origin: 'sample', otherOrigins: 0 });
        expect(sample.deploymentFrequency.deployments).toBeGreaterThan(15);
        await tell({
          id: '1',
          at: new Date(Date.now() - 60_000).toISOString(),
        });
        const real = doraReportSchema.parse(await get('/dora'));
        expect(real).toMatchObject({
          origin: 'live',
          otherOrigins: sample.deploymentFrequency.deployments,
          deploymentFrequency: { deployments: 1 },
          changeFailRate: { unlinkedIncidents: 0 },
        });
        const other = `/dora?entityRef=component:default/user-service`;
        expect((await get(other)).origin).toBe('sample');
      });
    });
  });
});
