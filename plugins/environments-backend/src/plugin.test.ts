import {
  changeRequestSchema,
  environmentViewSchema,
  serializeEnvironmentSpec,
} from '@portico/plugin-environments-common';
import { aSpec } from './__testUtils__/aSpec';
import {
  aCreation,
  startReadyPortal,
  startTestPortal,
  TestPortal,
  until,
} from './__testUtils__/startTestPortal';
import {
  createTestDatabases,
  migratedDatabase,
} from './__testUtils__/testDatabases';

jest.setTimeout(60_000);

describe('environmentsPlugin', () => {
  let portal: TestPortal;

  beforeEach(async () => {
    portal = await startReadyPortal();
  });
  afterEach(() => portal.backend.stop());

  const changeOf = (id: string) => portal.person('ada').get(`/changes/${id}`);

  it('should carry a request from the form to the file in Git', async () => {
    const body = {
      ...aCreation({ cidr: '10.30.0.0/16' }),
      comment: 'for checkout',
      taskId: 'task-1',
    };
    const response = await portal.person('ada').post('/changes', body);
    expect(response.status).toBe(201);
    const change = changeRequestSchema.parse(response.body);
    expect(change).toMatchObject({
      kind: 'create',
      name: 'dev',
      state: 'approved',
      requestedBy: 'user:default/ada',
      owner: 'group:default/checkout',
      comment: 'for checkout',
      taskId: 'task-1',
      approvals: [],
      viewer: { mayDecide: false, mayWithdraw: true },
    });
    const merged = await until(
      () => changeOf(change.id),
      answer => answer.body.state === 'merged',
    );
    expect(merged.body.pullRequest).toEqual({
      number: 1,
      url: 'https://git.example/acme/platform/pull/1',
      state: 'merged',
    });
    expect(portal.repository.textOf('dev.yaml')).toBe(
      serializeEnvironmentSpec(aSpec({ cidr: '10.30.0.0/16' })),
    );
    expect(portal.repository.pullRequests[0].body).toContain(
      `https://portal.example/environments/changes/${change.id}`,
    );
    const dev = await until(
      () => portal.person('ada').get('/environments/dev'),
      ({ status }) => status === 200,
    );
    expect(environmentViewSchema.parse(dev.body)).toMatchObject({
      name: 'dev',
      state: 'defined',
      stateReason: 'No pipeline has reported for it',
      origin: 'live',
      changeable: true,
      openChange: null,
      pipelineConnected: false,
      estimate: { total: { monthly: '239.07' } },
      source: {
        path: 'infra/environments/dev.yaml',
        url: 'https://git.example/acme/platform/blob/main/infra/environments/dev.yaml',
      },
    });
    expect(portal.audit).toEqual([
      'change-create {"kind":"create","name":"dev"} succeeded',
    ]);
  });
});

describe('environmentsPlugin without a repository', () => {
  it('should say so, and take no requests', async () => {
    const portal = await startTestPortal({
      config: {
        app: { baseUrl: 'https://portal.example' },
        backend: {
          database: { client: 'better-sqlite3', connection: ':memory:' },
        },
        environments: { local: { description: 'This laptop' } },
      },
    });
    try {
      const list = await portal.person('ada').get('/environments');
      expect(list.body).toMatchObject({
        complete: false,
        items: [
          {
            name: 'local',
            description: 'This laptop',
            class: null,
            spec: null,
          },
        ],
      });
      const response = await portal.person('ada').post('/changes', aCreation());
      expect(response.status).toBe(503);
      expect(response.body.error.message).toContain('environments.repository');
      const { body } = await portal.person('ada').get('/sources');
      expect(body.items[0]).toMatchObject({
        id: 'environments-repository',
        state: 'not-set-up',
      });
    } finally {
      await portal.backend.stop();
    }
  });
});

describe('environmentsPlugin under a race', () => {
  const databases = createTestDatabases();

  it.each(databases.eachSupportedId())(
    'should make one change of 20 equal requests, and one of 20 different, on %p',
    async databaseId => {
      const knex = await migratedDatabase(databases, databaseId);
      const portal = await startTestPortal({ knex });
      try {
        portal.repository.refusal = 'a review is required';
        await until(
          () => portal.person('ada').get('/environments'),
          ({ body }) => body.complete,
        );
        const equal = await Promise.all(
          Array.from({ length: 20 }, () =>
            portal
              .person('ada')
              .post('/changes', aCreation({ cidr: '10.30.0.0/16' })),
          ),
        );
        expect(equal.map(({ status }) => status).sort()).toEqual([
          ...Array.from({ length: 19 }, () => 200),
          201,
        ]);
        expect(new Set(equal.map(({ body }) => body.id)).size).toBe(1);

        const different = await Promise.all(
          Array.from({ length: 20 }, (_, index) =>
            portal.person(index % 2 ? 'ada' : 'bob').post(
              '/changes',
              aCreation({
                name: 'qa',
                cidr: '10.40.0.0/16',
                description: `number ${index}`,
              }),
            ),
          ),
        );
        expect(different.filter(({ status }) => status === 201)).toHaveLength(
          1,
        );
        expect(different.filter(({ status }) => status === 409)).toHaveLength(
          19,
        );
        expect(
          await knex('changes').select('environment').orderBy('environment'),
        ).toEqual([{ environment: 'dev' }, { environment: 'qa' }]);
      } finally {
        await portal.backend.stop();
      }
    },
  );
});
