import type { Incident } from '@portico/plugin-deployments-common';
import { anAlert } from '../__testUtils__/anAlert';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { IncidentStore } from '../database/IncidentStore';
import { Names } from '../names/Names';
import { AlertService } from './AlertService';

jest.setTimeout(60_000);

const OPENED = '2026-11-25T10:00:00.739Z';

const NAMES = Names.create(
  [
    {
      entityRef: 'component:default/order-service',
      name: 'order-service',
      catalogNamespace: 'default',
      type: 'service',
      kubernetesId: null,
      namespace: null,
      repository: null,
    },
  ],
  ['prod'],
  { environments: [], aliases: new Map(), workflows: [] },
);

describe('AlertService', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let incidents: IncidentStore;
    let alerts: AlertService;

    beforeEach(async () => {
      const knex = await migratedDatabase(databases, databaseId);
      incidents = IncidentStore.create(knex);
      alerts = AlertService.create({
        incidents,
        names: { current: async () => NAMES },
        onChanged: () => {},
      });
    });

    const take = (...told: Array<ReturnType<typeof anAlert>>) =>
      alerts.take({ version: '4', alerts: told });
    const listed = () => incidents.list({ limit: 100 });

    it('should make an incident of an alert that pages somebody', async () => {
      expect(await take(anAlert())).toEqual({
        incidents: 1,
        ignored: 0,
        skipped: [],
      });
      expect(await listed()).toEqual<Incident[]>([
        {
          id: `alertmanager:c4a5b1f0d2e3a4b5:${OPENED}`,
          entityRef: 'component:default/order-service',
          environment: 'prod',
          title: 'order-service fails 22% of its requests',
          openedAt: OPENED,
          resolvedAt: null,
          deploymentId: null,
          source: {
            type: 'alertmanager',
            id: 'c4a5b1f0d2e3a4b5',
            url: 'http://prometheus.example/graph?g0.expr=x',
          },
          origin: 'live',
        },
      ]);
    });

    it('should take one that fires on, and one that is over, for the same incident', async () => {
      const over = anAlert({
        status: 'resolved',
        endsAt: '2026-11-25T10:45:00Z',
      });
      await take(anAlert());
      await take(anAlert());
      await take(over);
      // A message that was late opens nothing again.
      await take(anAlert());
      const again = '2026-11-25T12:00:00Z';
      await take(anAlert({ startsAt: again }));
      expect(
        (await listed()).map(({ openedAt, resolvedAt }) => [
          openedAt,
          resolvedAt,
        ]),
      ).toEqual([
        ['2026-11-25T12:00:00.000Z', null],
        [OPENED, '2026-11-25T10:45:00.000Z'],
      ]);
    });

    it('should end none before it began', async () => {
      await take(
        anAlert({ status: 'resolved', endsAt: '2026-11-25T09:00:00Z' }),
      );
      expect(await listed()).toMatchObject([{ resolvedAt: OPENED }]);
    });

    it('should leave out what pages nobody, and say what it knows nothing of', async () => {
      const { labels } = anAlert();
      const { service: _, ...withoutService } = labels;
      const { environment: __, ...withoutEnvironment } = labels;
      expect(
        await take(
          anAlert({ labels: { ...labels, severity: 'ticket' } }),
          anAlert({ labels: { alertname: 'x' } }),
          anAlert({ labels: { ...labels, service: 'cart' } }),
          anAlert({ labels: { ...labels, service: 'cart' } }),
          anAlert({ labels: { ...labels, environment: 'moon' } }),
          anAlert({ labels: withoutService }),
          anAlert({ labels: withoutEnvironment }),
        ),
      ).toEqual({
        incidents: 0,
        ignored: 2,
        skipped: [
          'there is no component cart',
          'there is no environment moon',
          'it has no label service',
          'it has no label environment',
        ],
      });
      expect(await listed()).toEqual([]);
    });

    it.each([
      [{ summary: 'two\nlines\u0000 and more' }, 'two lines and more'],
      [{ summary: ' ' }, 'ShopServiceErrors'],
      [{}, 'ShopServiceErrors'],
      [{ summary: 'x'.repeat(400) }, 'x'.repeat(300)],
    ])('should make one line of %j', async (annotations, title) => {
      await take(anAlert({ annotations: annotations as { summary: string } }));
      expect(await listed()).toMatchObject([{ title }]);
    });

    it.each([
      [`java${'script'}:alert(1)`],
      [''],
      [`http://${'x'.repeat(2_048)}`],
    ])('should link nowhere by %.20s', async generatorURL => {
      await take(anAlert({ generatorURL }));
      expect(await listed()).toMatchObject([{ source: { url: null } }]);
    });

    it.each([
      [{ version: '3', alerts: [] }],
      [{ version: '4' }],
      [{ version: '4', alerts: [{ ...anAlert(), startsAt: 'now' }] }],
      [{ version: '4', alerts: [{ ...anAlert(), fingerprint: '../x' }] }],
      [{ version: '4', alerts: new Array(1_001).fill(anAlert()) }],
      [null],
      ['text'],
    ])('should refuse %.60j', async message => {
      await expect(alerts.take(message)).rejects.toMatchObject({
        name: 'InputError',
      });
      expect(await listed()).toEqual([]);
    });
  });
});
