import type { Knex } from 'knex';
import { aChange } from '../__testUtils__/aChange';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { ChangeStore } from './ChangeStore';
import { DeploymentStore, type DeploymentFilter } from './DeploymentStore';
import { HEAD_LENGTH, HistoryHeads } from './HistoryHeads';

jest.setTimeout(60_000);

const ORDER = 'component:default/order-service';
const CART = 'component:default/cart-service';
const at = (minute: number) =>
  new Date(Date.UTC(2026, 10, 25, 10, minute)).toISOString();
const versionsOf = (
  deployments: ReadonlyArray<{ version: string | null }>,
): Array<string | null> => deployments.map(({ version }) => version);

describe('DeploymentStore', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let knex: Knex;
    let changes: ChangeStore;
    let store: DeploymentStore;

    beforeEach(async () => {
      knex = await migratedDatabase(databases, databaseId);
      changes = ChangeStore.create({ knex });
      store = DeploymentStore.create(knex);
    });

    const listed = async (filter: Partial<DeploymentFilter> = {}) =>
      versionsOf(await store.list({ limit: 100, ...filter }));

    it('should list what is asked for, newest first', async () => {
      await changes.record([
        aChange({ id: '1', at: at(1), version: '1' }),
        aChange({ id: '2', at: at(2), version: '2', environment: 'dev' }),
        aChange({ id: '3', at: at(3), version: '3', entityRef: CART }),
        aChange({ id: '4', at: at(4), version: '4', status: 'failed' }),
      ]);
      expect(await listed()).toEqual(['4', '3', '2', '1']);
      expect(await listed({ entityRefs: [CART] })).toEqual(['3']);
      expect(await listed({ entityRefs: [] })).toEqual([]);
      expect(await listed({ environments: ['dev', 'prod'] })).toHaveLength(4);
      expect(await listed({ environments: ['dev'] })).toEqual(['2']);
      expect(await listed({ statuses: ['failed'] })).toEqual(['4']);
      expect(await listed({ from: at(2), to: at(4) })).toEqual(['3', '2']);
      expect(await listed({ from: '2026-11-25T10:03:00Z' })).toEqual([
        '4',
        '3',
      ]);
      expect(await listed({ limit: 2 })).toEqual(['4', '3']);
    });

    it('should go on after any of them, also among equal times', async () => {
      const ids = ['a', 'b', 'c', 'd', 'e'];
      await changes.record(
        ids.map((id, index) =>
          aChange({
            id,
            at: at(index < 2 ? 1 : 2),
            version: id,
            environment: id,
          }),
        ),
      );
      expect(await listed()).toEqual(['e', 'd', 'c', 'b', 'a']);
      expect(
        await listed({ after: { at: at(2), id: 'cdevents:d' }, limit: 2 }),
      ).toEqual(['c', 'b']);
      expect(await listed({ after: { at: at(1), id: 'cdevents:a' } })).toEqual(
        [],
      );
    });

    it('should put what has no time last, and in no window', async () => {
      await changes.record([
        aChange({ id: '1', status: 'inactive', version: 'x' }),
        aChange({ id: '2', version: 'y' }),
      ]);
      expect(await listed()).toEqual(['y', 'x']);
      expect(await listed({ from: '2000-01-01T00:00:00Z' })).toEqual(['y']);
    });

    it('should show no sample beside what is real', async () => {
      const sample = {
        origin: 'sample' as const,
        source: { type: 'sample' as const },
      };
      await changes.record([
        aChange({ ...sample, id: '1', version: 'invented' }),
        aChange({
          ...sample,
          id: '2',
          version: 'staged',
          environment: 'staging',
        }),
      ]);
      expect(await listed()).toHaveLength(2);
      expect(await store.origins('prod', undefined)).toEqual(['sample']);
      await changes.record([aChange({ id: '3', version: 'real' })]);
      expect((await listed()).sort()).toEqual(['real', 'staged']);
      expect((await store.origins('prod', undefined)).sort()).toEqual([
        'live',
        'sample',
      ]);
      expect(await store.origins('prod', [CART])).toEqual([]);
    });

    it('should give the whole history of an environment, and know every component', async () => {
      await changes.record([
        aChange({ id: '1', version: '1' }),
        aChange({ id: '2', version: '2', entityRef: CART }),
        aChange({ id: '3', version: '3', environment: 'dev' }),
      ]);
      const history = async (entityRefs?: string[]) =>
        versionsOf(await store.history('prod', entityRefs)).sort();
      expect(await history()).toEqual(['1', '2']);
      expect(await history([ORDER])).toEqual(['1']);
      expect((await store.entityRefs()).sort()).toEqual([CART, ORDER]);
    });

    describe('HistoryHeads', () => {
      const many = (count: number, fields: Parameters<typeof aChange>[0]) =>
        Array.from({ length: count }, (_, index) =>
          aChange({
            id: `${fields?.status}/${index}`,
            version: `1.${index}.0`,
            ...fields,
            at: new Date(
              Date.parse(fields?.at ?? at(0)) + index * 60_000,
            ).toISOString(),
          }),
        );

      it('should hold the last success, however many failed since', async () => {
        await changes.record([
          ...many(HEAD_LENGTH + 5, { status: 'succeeded' }),
          ...many(HEAD_LENGTH + 7, {
            status: 'failed',
            at: '2026-11-26T00:00:00Z',
          }),
        ]);
        const [{ deployments }] = await HistoryHeads.create(knex).list({});
        const of = (wanted: string) =>
          deployments.filter(({ status }) => status === wanted);
        expect([of('failed').length, of('succeeded').length]).toEqual([
          HEAD_LENGTH,
          HEAD_LENGTH,
        ]);
        expect(versionsOf(of('succeeded'))[0]).toBe(`1.${HEAD_LENGTH + 4}.0`);
        expect(versionsOf(deployments)[0]).toBe(`1.${HEAD_LENGTH + 6}.0`);
      });

      it('should read a place again only when another portal has changed it', async () => {
        await changes.record([
          aChange({ id: '1', version: '1' }),
          aChange({ id: '2', version: '2', environment: 'dev' }),
        ]);
        const heads = HistoryHeads.create(knex);
        const read: string[] = [];
        knex.on('query', ({ sql }) => {
          if (/row_number/.test(sql)) read.push(sql);
        });
        const current = async () =>
          (await heads.list({})).map(({ environment, deployments }) => [
            environment,
            ...versionsOf(deployments),
          ]);
        expect((await current()).sort()).toEqual([
          ['dev', '2'],
          ['prod', '1'],
        ]);
        await current();
        expect(read).toHaveLength(1);
        await ChangeStore.create({ knex }).record([
          aChange({ id: '3', at: at(9), version: '3' }),
        ]);
        expect((await current()).sort()).toEqual([
          ['dev', '2'],
          ['prod', '3', '1'],
        ]);
        expect(read).toHaveLength(2);
        expect(await heads.list({ environments: ['dev'] })).toHaveLength(1);
        expect(await heads.list({ entityRefs: [CART] })).toEqual([]);
        await knex('deployment_places').where({ environment: 'dev' }).delete();
        expect(await current()).toEqual([['prod', '3', '1']]);
      });
    });
  });
});
