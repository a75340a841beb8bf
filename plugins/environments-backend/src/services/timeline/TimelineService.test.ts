import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { TimelineItem } from '@portico/plugin-timeline-common';
import { Knex } from 'knex';
import { aChange } from '../../__testUtils__/aChange';
import { aRun } from '../../__testUtils__/aRun';
import { aSpec } from '../../__testUtils__/aSpec';
import {
  createTestDatabases,
  migratedDatabase,
} from '../../__testUtils__/testDatabases';
import { ChangeStore } from '../../database/ChangeStore';
import { EnvironmentStore } from '../../database/EnvironmentStore';
import { PipelineRunStore } from '../../database/PipelineRunStore';
import { TimelineStore } from '../../database/TimelineStore';
import { ChangeAccess } from '../ChangeAccess';
import { EnvironmentAccess } from '../EnvironmentAccess';
import { TimelineService } from './TimelineService';

jest.setTimeout(60_000);

const FROM = '2026-11-01T00:00:00.000Z';
const NINE = '2026-11-25T09:00:00.000Z';
const TEN = '2026-11-25T10:00:00.000Z';
const NOW = '2026-11-25T12:00:00.000Z';

const ADA = {
  credentials: mockCredentials.user('user:default/ada'),
  user: 'user:default/ada',
  refs: ['user:default/ada'],
};

/** Stores at two moments a step, two runs and the end of a file each. */
async function happen(knex: Knex) {
  const runs = PipelineRunStore.create(knex);
  const environments = EnvironmentStore.create(knex);
  for (const [at, name] of [
    [NINE, 'dev'],
    [TEN, 'qa'],
  ] as const) {
    const spec = aSpec({ name });
    const path = `${name}.yaml`;
    const read = { name, path, blobSha: 'b', spec, issues: [] };
    const full = { commitSha: 'c', environments: [read], at: FROM };
    await environments.replaceAll(knex, full);
    await environments.replaceAll(knex, { ...full, environments: [], at });
    await ChangeStore.create(knex, () => new Date(at)).insert(
      aChange({ after: spec, state: 'merged' }),
      ['submit', 'merge'].map(event => ({
        event,
        from: 'draft',
        to: 'merged',
        actor: 'portal',
        comment: null,
      })),
    );
    for (const id of ['a', 'B']) {
      const fields = { environment: name, startedAt: at, finishedAt: at };
      await runs.save(aRun({ ...fields, id }));
    }
  }
}

function aService(knex: Knex, pageSize: number) {
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW })),
  });
  return TimelineService.create({
    timeline: TimelineStore.create(knex),
    environments: EnvironmentStore.create(knex),
    runs: PipelineRunStore.create(knex),
    samples: [],
    access: ChangeAccess.create({ permissions, operators: 'group:x/none' }),
    readers: EnvironmentAccess.create(permissions),
    now: () => new Date(NOW),
    pageSize,
  });
}

describe('TimelineService', () => {
  const databases = createTestDatabases();

  it.each(databases.eachSupportedId())(
    'should lose and repeat nothing between pages, whatever came at one moment, on %p',
    async id => {
      const knex = await migratedDatabase(databases, id);
      await happen(knex);
      const query = { from: FROM, to: NOW };
      const all = await aService(knex, 100).read(query, ADA);
      expect(all.cursor).toBeUndefined();
      expect(all.items.map(({ at, kind }) => `${at} ${kind}`)).toEqual([
        ...[TEN, NINE].flatMap(at => [
          `${at} environment-removed`,
          `${at} change-request`,
          `${at} change-request`,
          `${at} pipeline-run`,
          `${at} pipeline-run`,
        ]),
        // 14 days after their files were read first.
        '2026-11-15T00:00:00.000Z environment-expired',
        '2026-11-15T00:00:00.000Z environment-expired',
      ]);
      for (let size = 1; size <= 12; size += 1) {
        const service = aService(knex, size);
        const seen: TimelineItem[] = [];
        let cursor: string | undefined;
        // No walk has more pages than items, lest it go on for ever.
        for (let page = 0; page < all.items.length; page += 1) {
          const { items, cursor: next } = await service.read(
            { ...query, cursor },
            ADA,
          );
          seen.push(...items);
          cursor = next;
          if (cursor === undefined) break;
        }
        expect(cursor).toBeUndefined();
        expect(seen).toEqual(all.items);
      }
    },
  );
});
