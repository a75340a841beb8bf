import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { JsonObject, JsonValue } from '@backstage/types';
import { defaultSpecFor } from '@portico/plugin-environments-common';
import { createRequestEnvironmentAction } from './createRequestEnvironmentAction';

const spec = defaultSpecFor('dev', {
  name: 'checkout-dev',
  owner: 'group:default/checkout',
  takenCidrs: [],
});

const change = {
  id: 'c0ffee',
  kind: 'create',
  name: 'checkout-dev',
  state: 'approved',
  stateReason: null,
  requestedBy: 'user:default/ada',
  requestedAt: '2026-11-25T10:00:00.000Z',
  updatedAt: '2026-11-25T10:00:00.000Z',
  expiresAt: null,
  owner: 'group:default/checkout',
  comment: null,
  before: null,
  after: spec,
  specHash: 'abc',
  estimate: null,
  estimateBefore: null,
  plan: null,
  findings: [],
  approvals: [],
  pullRequest: null,
  taskId: 'task-1',
  runId: null,
  history: [],
  viewer: { mayDecide: false, mayWithdraw: true, reason: null },
};

type Seen = { token?: string; body: JsonObject };

async function read(req: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of req) {
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString());
}

describe('portico:environment:request', () => {
  let server: Server;
  let answer: { status: number; body: object };
  let seen: Seen[];

  beforeEach(async () => {
    seen = [];
    answer = { status: 201, body: change };
    server = createServer(async (req, res) => {
      seen.push({ token: req.headers.authorization, body: await read(req) });
      res.statusCode = answer.status;
      res.setHeader('content-type', 'application/json');
      res.end(JSON.stringify(answer.body));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });
  afterEach(() => server.close());

  async function run(
    input: { spec: JsonObject; comment?: string },
    options: { isDryRun?: boolean; checkpoints?: Map<string, JsonValue> } = {},
  ) {
    const { port } = server.address() as AddressInfo;
    const outputs: Record<string, unknown> = {};
    const checkpoints = options.checkpoints ?? new Map();
    const action = createRequestEnvironmentAction({
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async id => `http://127.0.0.1:${port}/api/${id}`,
      }),
    });
    await action.handler({
      input,
      logger: mockServices.logger.mock(),
      workspacePath: 'none',
      task: { id: 'task-1' },
      isDryRun: options.isDryRun,
      getInitiatorCredentials: async () =>
        mockCredentials.user('user:default/ada'),
      createTemporaryDirectory: async () => 'none',
      output: (name, value) => {
        outputs[name] = value;
      },
      async checkpoint<T extends JsonValue | void>({
        key,
        fn,
      }: {
        key: string;
        fn: () => Promise<T> | T;
      }): Promise<T> {
        if (!checkpoints.has(key)) {
          checkpoints.set(key, await fn());
        }
        return checkpoints.get(key);
      },
    });
    return outputs;
  }

  const plain: JsonObject = JSON.parse(JSON.stringify(spec));

  it('should ask as the person who started the task, and tell the change', async () => {
    const outputs = await run({ spec: plain, comment: 'For the new basket' });
    expect(seen).toEqual([
      {
        token: expect.stringMatching(/^Bearer .*user:default\/ada/),
        body: {
          kind: 'create',
          name: 'checkout-dev',
          spec: plain,
          comment: 'For the new basket',
          taskId: 'task-1',
        },
      },
    ]);
    expect(outputs).toEqual({
      changeId: 'c0ffee',
      changePath: '/environments/changes/c0ffee',
      environmentName: 'checkout-dev',
      state: 'approved',
    });
  });

  it('should ask once when a task goes on after a restart', async () => {
    const checkpoints = new Map<string, JsonValue>();
    await run({ spec: plain }, { checkpoints });
    const outputs = await run({ spec: plain }, { checkpoints });
    expect(seen).toHaveLength(1);
    expect(outputs.changeId).toBe('c0ffee');
  });

  it('should refuse a spec that is not valid before asking anybody', async () => {
    await expect(
      run({
        spec: { ...plain, metadata: { name: 'A B C', owner: 'nobody' } },
      }),
    ).rejects.toThrow(/can't be asked for like this:\n- metadata\.name /);
    expect(seen).toEqual([]);
  });

  it('should list what the server refuses, field by field', async () => {
    answer = {
      status: 400,
      body: {
        error: {
          name: 'InputError',
          message: 'no',
          issues: [
            {
              path: 'spec.network.cidr',
              message: 'overlaps staging (10.20.0.0/16)',
            },
          ],
        },
      },
    };
    await expect(run({ spec: plain })).rejects.toThrow(
      "The environment can't be asked for like this:\n- spec.network.cidr overlaps staging (10.20.0.0/16)",
    );
  });

  it('should pass on who holds the name', async () => {
    answer = {
      status: 409,
      body: { error: { name: 'ConflictError', message: 'grace asked first' } },
    };
    await expect(run({ spec: plain })).rejects.toThrow(/grace asked first/);
  });

  it('should do nothing in a dry run', async () => {
    expect(await run({ spec: plain }, { isDryRun: true })).toEqual({});
    expect(seen).toEqual([]);
  });
});
