import { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import request, { Response } from 'supertest';
import { aSpec } from '../__testUtils__/aSpec';
import { HttpStub } from '../__testUtils__/HttpStub';
import {
  aCreation,
  startTestPortal,
  TestPortal,
  until,
} from '../__testUtils__/startTestPortal';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { GithubPlatformRepository } from '../sources/GithubPlatformRepository';

jest.setTimeout(60_000);

const TOKEN = 'canary-git-token-5d1f';
const CANARIES = [
  TOKEN,
  'canary-webhook-9a3c',
  'canary-database-77e0',
  'canary-backend-key-41bd',
  'canary-machine-c2f8',
  'canary-output-0b6e',
];
const TABLES = [
  'changes',
  'change_approvals',
  'change_events',
  'environments',
  'repository_reads',
  'pipeline_runs',
  'notices',
];

function configOf(host: string): JsonObject {
  const [token, webhookSecret, password, secret, machine] = CANARIES;
  return {
    app: { baseUrl: 'https://portal.example' },
    backend: {
      database: { client: 'pg', connection: { host: 'db', password } },
      auth: {
        keys: [{ secret }],
        externalAccess: [
          { type: 'static', options: { token: machine, subject: 'ci' } },
        ],
      },
    },
    integrations: { github: [{ host, apiBaseUrl: `http://${host}`, token }] },
    events: { modules: { github: { webhookSecret } } },
    environments: {
      repository: { host, owner: 'acme', repo: 'platform' },
      local: {},
    },
  };
}

/** A logger that keeps every word, down to debug. */
function aLogger(lines: string[]): LoggerService {
  const write = (message: string, meta?: unknown) => {
    const cause = meta instanceof Error ? meta.stack : JSON.stringify(meta);
    lines.push(`${message} ${cause}`);
  };
  return {
    error: write,
    warn: write,
    info: write,
    debug: write,
    child: () => aLogger(lines),
  };
}

describe('secrets of the configuration', () => {
  const databases = createTestDatabases();
  let stub: HttpStub;
  let knex: Knex;
  let portal: TestPortal;
  let heard: string[];

  beforeEach(async () => {
    heard = [];
    stub = await HttpStub.start();
    // The worst of Git hosts: it repeats what it was sent.
    const message = `Bad credentials: token ${TOKEN}`;
    const head = 'GET /repos/acme/platform/git/ref/heads/main';
    stub.on(head, { status: 403, body: { message } });
    knex = await migratedDatabase(databases, 'SQLITE_3');
    const config = configOf(stub.host);
    portal = await startTestPortal({
      config,
      knex,
      gitHost: {
        open: repository =>
          GithubPlatformRepository.fromConfig(
            new ConfigReader(config),
            repository,
          ),
      },
      logger: aLogger(heard),
    });
  });
  afterEach(async () => {
    await portal.backend.stop();
    await stub.stop();
  });

  const hear = ({ status, headers, text }: Response) => {
    heard.push(`${JSON.stringify(headers)} ${text}`);
    return status;
  };

  const askEverything = async () => {
    const ada = portal.person('ada');
    const statuses = new Set<number>();
    for (const path of [
      '/sources',
      '/environments',
      '/environments/nothing',
      '/environments/local',
      '/environments/local/pipeline-runs',
      '/changes',
      '/changes?limit=x',
      '/changes/0b6b0e3c-4a34-4d0e-9d5c-3a8d2f1f6f11',
    ]) {
      statuses.add(hear(await ada.get(path)));
      statuses.add(hear(await portal.machine.get(path)));
      const nobody = request(portal.server).get(`/api/environments${path}`);
      statuses.add(hear(await nobody));
    }
    const id = '0b6b0e3c-4a34-4d0e-9d5c-3a8d2f1f6f11';
    const outputs = [
      { name: 'password', sensitive: true, value: 'canary-output-0b6e' },
    ];
    for (const [path, body] of [
      ['/preview', { spec: aSpec({ cidr: '10.30.0.0/16' }) }],
      ['/preview', { spec: 'x'.repeat(300_000) }],
      ['/preview', {}],
      ['/changes', aCreation()],
      ['/changes', { kind: 'create' }],
      [`/changes/${id}/approve`, {}],
      [`/changes/${id}/reject`, { comment: 1 }],
      [`/changes/${id}/withdraw`, {}],
      [
        '/environments/dev/pipeline-runs',
        {
          id: '1',
          operation: 'apply',
          status: 'succeeded',
          startedAt: '2026-11-25T10:00:00Z',
          outputs,
        },
      ],
      ['/sources/environments-repository/test', {}],
      ['/sources/preview-worker/test', {}],
      ['/sources/pipeline/test', {}],
      ['/sources/nothing/test', {}],
    ] as const) {
      statuses.add(hear(await ada.post(path, body)));
      statuses.add(hear(await portal.machine.post(path, body)));
    }
    return statuses;
  };

  it('should be in no answer, log, row, notice, signal or audit event', async () => {
    await knex('environments').insert({
      name: 'dev',
      path: 'infra/environments/dev.yaml',
      blob_sha: 'a',
      commit_sha: 'c',
      spec: JSON.stringify(aSpec()),
      issues: '[]',
      created_at: '2026-11-25T10:00:00.000Z',
      updated_at: '2026-11-25T10:00:00.000Z',
    });
    await until(
      async () => stub.requests.length,
      length => length > 0,
    );
    expect(stub.requests[0].headers.authorization).toContain(TOKEN);
    const statuses = await askEverything();
    const rows = await Promise.all(TABLES.map(table => knex(table)));
    await knex.schema.dropTable('pipeline_runs');
    statuses.add(hear(await portal.person('ada').get('/environments')));
    expect([...statuses].sort()).toEqual(
      expect.arrayContaining([200, 400, 401, 403, 404, 413, 500, 503]),
    );
    heard.push(
      JSON.stringify([rows, portal.notices, portal.signals, portal.audit]),
    );
    const everything = heard.join('\n');
    expect(everything).toContain('Bad credentials: token ***');
    expect(CANARIES.filter(canary => everything.includes(canary))).toEqual([]);
  });
});
