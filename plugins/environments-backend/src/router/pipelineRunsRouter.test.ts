import {
  aCreation,
  startReadyPortal,
  TestPortal,
  until,
} from '../__testUtils__/startTestPortal';

jest.setTimeout(60_000);

describe('pipelineRunsRouter', () => {
  let portal: TestPortal;

  beforeEach(async () => {
    portal = await startReadyPortal();
  });
  afterEach(() => portal.backend.stop());

  const changeOf = (id: string) => portal.person('grace').get(`/changes/${id}`);

  const path = '/environments/staging/pipeline-runs';
  const aReport = (fields: object = {}) => ({
    id: 'run-1',
    operation: 'apply',
    status: 'running',
    startedAt: '2026-11-25T10:00:00Z',
    ...fields,
  });
  const staging = async () =>
    (await portal.person('ada').get('/environments/staging')).body;

  it('should tell the state of an environment, from its first report on', async () => {
    expect((await portal.machine.post(path, aReport())).status).toBe(200);
    expect(await staging()).toMatchObject({
      state: 'provisioning',
      origin: 'live',
      pipelineConnected: true,
      lastRun: {
        id: 'run-1',
        status: 'running',
        startedAt: '2026-11-25T10:00:00.000Z',
      },
    });
    const show = {
      resource_changes: [
        { change: { actions: ['create'] } },
        { change: { actions: ['delete', 'create'] } },
        { change: { actions: ['no-op'] } },
      ],
    };
    await portal.machine.post(
      path,
      aReport({
        status: 'succeeded',
        finishedAt: '2026-11-25T10:14:00Z',
        show,
        simulated: true,
      }),
    );
    expect(await staging()).toMatchObject({
      state: 'ready',
      origin: 'simulated',
      lastRun: {
        summary: { add: 1, change: 0, replace: 1, destroy: 0 },
        origin: 'simulated',
      },
    });
    await portal.machine.post(
      path,
      aReport({
        id: 'run-2',
        operation: 'drift',
        status: 'succeeded',
        startedAt: '2026-11-25T11:00:00Z',
        summary: { add: 0, change: 3, replace: 0, destroy: 0 },
      }),
    );
    expect(await staging()).toMatchObject({
      state: 'drifted',
      drift: { changed: 3, checkedAt: '2026-11-25T11:00:00.000Z' },
    });
    const runs = await portal.person('ada').get(path);
    expect(runs.body.items.map(({ id }: { id: string }) => id)).toEqual([
      'run-2',
      'run-1',
    ]);
  });

  it('should take the whole plan of a large environment', async () => {
    const change = { change: { actions: ['create'] }, note: 'x'.repeat(1000) };
    const show = {
      resource_changes: Array.from({ length: 1000 }, () => change),
    };
    const response = await portal.machine.post(path, aReport({ show }));
    expect(response.status).toBe(200);
    expect(response.body.summary.add).toBe(1000);
  });

  it('should take a repeated report once, an older one not, and no second end', async () => {
    const end = aReport({ status: 'succeeded' });
    await portal.machine.post(path, end);
    expect((await portal.machine.post(path, end)).status).toBe(200);
    expect((await portal.machine.post(path, aReport())).body.status).toBe(
      'succeeded',
    );
    expect(
      (await portal.machine.post(path, aReport({ status: 'failed' }))).status,
    ).toBe(409);
    expect((await portal.person('ada').get(path)).body.items).toHaveLength(1);
  });

  it('should move the change on that it carries out', async () => {
    const { body } = await portal
      .person('ada')
      .post('/changes', aCreation({ cidr: '10.30.0.0/16' }));
    await until(
      () => changeOf(body.id),
      answer => answer.body.state === 'merged',
    );
    await until(
      () => portal.person('ada').get('/environments/dev'),
      ({ status }) => status === 200,
    );
    const report = (fields: object) =>
      portal.machine.post(
        '/environments/dev/pipeline-runs',
        aReport({ changeId: body.id, ...fields }),
      );
    await report({});
    expect((await changeOf(body.id)).body).toMatchObject({
      state: 'applying',
      runId: 'run-1',
    });
    await report({ status: 'failed', message: 'no quota for t3.medium' });
    expect((await changeOf(body.id)).body).toMatchObject({
      state: 'failed',
      stateReason: 'no quota for t3.medium',
    });
    const foreign = await portal.machine.post(
      path,
      aReport({ id: 'x', changeId: body.id }),
    );
    expect(foreign.status).toBe(400);
  });

  it.each([
    [404, '/environments/nowhere/pipeline-runs', aReport()],
    [400, path, aReport({ status: 'splendid' })],
    [400, path, aReport({ id: '../x' })],
    [400, path, aReport({ url: 'ftp://x' })],
    [400, path, aReport({ show: 'text' })],
    [400, path, aReport({ startedAt: 'yesterday' })],
  ])(
    'should answer %d to a report that makes no sense',
    async (status, to, report) => {
      expect((await portal.machine.post(to, report)).status).toBe(status);
    },
  );

  it('should need the permission', async () => {
    portal.denied.add('environments.runs.report');
    expect((await portal.machine.post(path, aReport())).status).toBe(403);
  });

  it('should keep an environment while something may be left of it', async () => {
    await portal.machine.post(path, aReport({ status: 'succeeded' }));
    portal.repository.push('staging.yaml', undefined);
    // A merge makes the portal read at once.
    await portal
      .person('ada')
      .post('/changes', aCreation({ cidr: '10.30.0.0/16' }));
    const gone = await until(staging, view => view.changeable === false);
    expect(gone).toMatchObject({
      state: 'ready',
      stateReason: expect.stringMatching(
        /^Its file was removed from Git on .*; what was created may still be there$/,
      ),
    });
    await portal.machine.post(
      path,
      aReport({
        id: 'run-2',
        operation: 'destroy',
        status: 'succeeded',
        startedAt: '2026-11-25T12:00:00Z',
      }),
    );
    expect(
      (await portal.person('ada').get('/environments/staging')).status,
    ).toBe(404);
  });
});
