import { Knex } from 'knex';
import { startReadyPortal, TestPortal } from '../__testUtils__/startTestPortal';
import { createTestDatabases } from '../__testUtils__/testDatabases';

jest.setTimeout(60_000);

function aReport(fields: object = {}) {
  return {
    id: 'run-1',
    operation: 'apply',
    status: 'succeeded',
    startedAt: '2026-11-25T10:00:00Z',
    finishedAt: '2026-11-25T10:14:00Z',
    ...fields,
  };
}

describe('outputs', () => {
  const databases = createTestDatabases();
  let knex: Knex;
  let portal: TestPortal;

  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
    portal = await startReadyPortal({ knex });
  });
  afterEach(() => portal.backend.stop());

  const path = '/environments/staging/outputs';
  const report = (fields: object) =>
    portal.machine.post('/environments/staging/pipeline-runs', aReport(fields));
  const outputs = async () => (await portal.person('ada').get(path)).body;

  it('should be empty, and of no time, until an apply has ended well', async () => {
    const none = { items: [], asOf: null, origin: null };
    expect(await outputs()).toEqual(none);
    const given = [{ name: 'url', sensitive: false, value: 'https://x' }];
    await report({ status: 'failed', outputs: given });
    await report({ id: 'run-2', operation: 'plan', outputs: given });
    expect(await outputs()).toEqual(none);
  });

  it('should be those of the last apply that ended well, without secrets', async () => {
    const output = (value: string) => [
      { name: 'url', sensitive: false, value },
      { name: 'password', sensitive: true, value: 'hunter2' },
    ];
    await report({ outputs: output('https://one') });
    await report({
      id: 'run-2',
      startedAt: '2026-11-25T11:00:00Z',
      finishedAt: '2026-11-25T11:09:00Z',
      outputs: output('https://two'),
      simulated: true,
    });
    await report({
      id: 'run-3',
      startedAt: '2026-11-25T12:00:00Z',
      status: 'failed',
      outputs: output('https://three'),
    });
    expect(await outputs()).toEqual({
      items: [
        { name: 'url', sensitive: false, value: 'https://two' },
        { name: 'password', sensitive: true, value: null },
      ],
      asOf: '2026-11-25T11:09:00.000Z',
      origin: 'simulated',
    });
    expect((await portal.machine.get(path)).status).toBe(200);
  });

  it('should not give a secret away that somehow came into the database', async () => {
    await report({ outputs: [] });
    const stored = [{ name: 'password', sensitive: true, value: 'hunter2' }];
    await knex('pipeline_runs').update({ outputs: JSON.stringify(stored) });
    expect((await outputs()).items).toEqual([{ ...stored[0], value: null }]);
  });

  it('should be gone with what they lead to', async () => {
    await report({ outputs: [{ name: 'a', sensitive: false, value: 1 }] });
    await report({
      id: 'run-2',
      operation: 'destroy',
      startedAt: '2026-11-25T11:00:00Z',
      finishedAt: '2026-11-25T11:09:00Z',
    });
    expect(await outputs()).toEqual({ items: [], asOf: null, origin: null });
  });
});
