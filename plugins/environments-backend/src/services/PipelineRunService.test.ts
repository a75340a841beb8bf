import { Knex } from 'knex';
import { aSpec } from '../__testUtils__/aSpec';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { ChangeStore } from '../database/ChangeStore';
import { EnvironmentStore } from '../database/EnvironmentStore';
import { PipelineRunStore } from '../database/PipelineRunStore';
import { PipelineRunService } from './PipelineRunService';
import { planSummaryOf } from './planSummaryOf';

jest.setTimeout(60_000);

describe('PipelineRunService', () => {
  const databases = createTestDatabases();
  const publish = jest.fn(async () => {});
  let knex: Knex;
  let service: PipelineRunService;
  let environments: EnvironmentStore;
  let runs: PipelineRunStore;

  const read = (names: string[]) =>
    environments.replaceAll(knex, {
      commitSha: 'c1',
      at: '2026-11-25T10:00:00.000Z',
      environments: names.map(name => ({
        name,
        path: `infra/environments/${name}.yaml`,
        blobSha: 'b1',
        spec: aSpec({ name }),
        issues: [],
      })),
    });

  const report = (operation: 'apply' | 'destroy', startedAt: string) =>
    service.report(
      'dev',
      {
        id: operation,
        operation,
        status: 'succeeded',
        startedAt,
        simulated: false,
      },
      'external:ci',
    );

  beforeEach(async () => {
    publish.mockClear();
    knex = await migratedDatabase(databases, 'SQLITE_3');
    environments = EnvironmentStore.create(knex);
    runs = PipelineRunStore.create(knex);
    service = PipelineRunService.create({
      environments,
      changes: ChangeStore.create(knex),
      runs,
      events: { publish, subscribe: jest.fn() },
    });
    await read(['dev']);
  });

  it('should tell of a removal only when the end is confirmed', async () => {
    await report('apply', '2026-11-25T10:00:00Z');
    await read([]);
    await report('destroy', '2026-11-25T11:00:00Z');
    expect(publish.mock.calls).toEqual([
      [
        {
          topic: 'environments.changed',
          eventPayload: { changed: ['dev'], removed: [] },
        },
      ],
      [
        {
          topic: 'environments.changed',
          eventPayload: { changed: [], removed: ['dev'] },
        },
      ],
    ]);
  });

  it('should keep no secret that a pipeline forgot to leave out', async () => {
    await service.report(
      'dev',
      {
        id: 'run-1',
        operation: 'apply',
        status: 'succeeded',
        startedAt: '2026-11-25T10:00:00Z',
        simulated: false,
        outputs: [
          { name: 'password', sensitive: true, value: 'canary-4711' },
          { name: 'endpoint', sensitive: false, value: 'https://dev' },
        ],
      },
      'external:ci',
    );
    expect((await runs.get('dev', 'run-1'))?.outputs).toEqual([
      { name: 'password', sensitive: true, value: null },
      { name: 'endpoint', sensitive: false, value: 'https://dev' },
    ]);
    expect(JSON.stringify(await knex('pipeline_runs'))).not.toContain('canary');
  });
});

describe('planSummaryOf', () => {
  it.each([
    [['create'], { add: 1, change: 0, replace: 0, destroy: 0 }],
    [['update'], { add: 0, change: 1, replace: 0, destroy: 0 }],
    [['delete'], { add: 0, change: 0, replace: 0, destroy: 1 }],
    [['delete', 'create'], { add: 0, change: 0, replace: 1, destroy: 0 }],
    [['create', 'delete'], { add: 0, change: 0, replace: 1, destroy: 0 }],
    [['no-op'], { add: 0, change: 0, replace: 0, destroy: 0 }],
    [['read'], { add: 0, change: 0, replace: 0, destroy: 0 }],
  ])('should count %j', (actions, summary) => {
    expect(
      planSummaryOf({ resource_changes: [{ change: { actions } }] }),
    ).toEqual(summary);
  });

  it.each([
    null,
    'text',
    [],
    { resource_changes: 'x' },
    { resource_changes: [{}] },
  ])('should not take %j for a plan', show => {
    expect(planSummaryOf(show)).toBeUndefined();
  });
});
