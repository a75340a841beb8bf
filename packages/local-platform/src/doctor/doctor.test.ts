import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { runPorts } from '../__testUtils__/runPorts';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { examine } from '../commands/doctor';
import { DataFolder } from '../data/DataFolder';
import { drawFreePort } from '../data/freePort';
import { ensureSecrets } from '../data/secrets';
import { identify } from '../process/ProcessIdentity';
import { writeRun } from '../up/RunFile';
import { allWell, finding, renderFindings, type Finding } from './Finding';
import { examineMemory, examineNode } from './machine';

function pick(findings: Finding[], id: string) {
  const found = findings.find(item => item.id === id);
  return found && { state: found.state, reason: found.reason };
}

const TOLD = {
  state: 'ok',
  origin: 'live',
  reason: 'as told',
  since: '2026-11-25T10:00:00.000Z',
  missing: null,
  snippet: null,
} as const;
const POSTGRES = { ...TOLD, id: 'postgresql', title: 'PostgreSQL' };
const GIT_HOST = {
  ...TOLD,
  id: 'git-host',
  title: 'Git host',
  origin: 'emulated',
} as const;
const CLUSTER = { ...TOLD, id: 'kubernetes:local', title: 'Cluster local' };
const PIPELINE = {
  ...TOLD,
  id: 'pipeline',
  title: 'Pipeline',
  state: 'not-set-up',
  reason: 'It never reported',
  since: null,
  missing: 'A token',
  snippet: 'a:\n  b: c',
} as const;

describe('doctor', () => {
  const folder = temporaryFolder();
  let server: Server | undefined;

  afterEach(() => server?.close());

  /** What the portal answers to `GET /sources`. */
  let sources: { status: number; body: unknown };
  /** The same of the other plugin that has sources. */
  let deployments: { status: number; body: unknown };
  /** The credentials it was asked with. */
  let asked: (string | undefined)[];

  beforeEach(() => {
    sources = { status: 200, body: { items: [POSTGRES, GIT_HOST, PIPELINE] } };
    deployments = { status: 200, body: { items: [CLUSTER] } };
    asked = [];
  });

  /** A data folder as a run leaves it, with a portal that answers or not. */
  async function aRun(name: string, portalAnswers: boolean) {
    const data = DataFolder.at(join(folder, name));
    await data.create();
    const { ciToken } = await ensureSecrets(data);
    const port = await drawFreePort([]);
    server = createServer((request, response) => {
      if (request.url === '/api/environments/sources') {
        asked.push(request.headers.authorization);
        response.statusCode = sources.status;
        response.end(JSON.stringify(sources.body));
        return;
      }
      if (request.url === '/api/deployments/sources') {
        response.statusCode = deployments.status;
        response.end(JSON.stringify(deployments.body));
        return;
      }
      response.statusCode = portalAnswers ? 200 : 503;
      response.end();
    }).listen({ host: '127.0.0.1', port });
    await once(server, 'listening');
    const self = await identify(process.pid);
    if (!self) {
      throw new Error('The test has no identity');
    }
    await data.writeJson('supervisor.json', self);
    await writeRun(data, {
      ...self,
      url: `http://localhost:${port}`,
      ports: runPorts({
        portal: port,
        gitHost: await drawFreePort([]),
        postgres: port,
      }),
      given: [],
    });
    await data.writeJson('platform.json', {
      checkedAt: new Date(Date.now() - 12_000).toISOString(),
      items: [POSTGRES, GIT_HOST],
    });
    return { data, ciToken };
  }

  it('should say of each part why it is down when nothing was started', async () => {
    const data = DataFolder.at(join(folder, 'none'));
    const findings = await examine(data);
    expect(allWell(findings)).toBe(false);
    expect(findings.map(({ id }) => id)).toEqual([
      'node',
      'memory',
      'git',
      'ports',
      'postgresql',
      'git-host',
      'portal',
    ]);
    expect(pick(findings, 'portal')).toEqual({
      state: 'down',
      reason: `Nothing runs with ${data.path}`,
    });
    expect(findings.at(-1)?.fix).toBe(`./portico up --data ${data.path}`);
  });

  it('should tell of the sources of every plugin, each of which fails alone', async () => {
    const { data } = await aRun('plugins', true);
    expect(pick(await examine(data), 'kubernetes:local')?.state).toBe('ok');
    deployments = { status: 503, body: {} };
    const findings = await examine(data);
    expect(pick(findings, 'plugin:deployments')).toEqual({
      state: 'down',
      reason: expect.stringContaining('it answered 503'),
    });
    expect(pick(findings, 'postgresql')?.state).toBe('ok');
  });

  it('should look for itself whether a part answers', async () => {
    const { data } = await aRun('looks', true);
    const findings = await examine(data);
    expect(pick(findings, 'portal')?.state).toBe('ok');
    expect(pick(findings, 'postgresql')).toEqual({
      state: 'ok',
      reason: 'as told',
    });
    expect(pick(findings, 'git-host')).toEqual({
      state: 'down',
      reason: expect.stringMatching(/^Nothing answers on port \d+$/),
    });
  });

  it('should notice that nobody watches what a killed run left', async () => {
    const { data } = await aRun('orphaned', true);
    await data.writeJson('supervisor.json', { pid: 1, startedAt: 'gone/1' });
    const findings = await examine(data);
    expect(pick(findings, 'postgresql')).toEqual({
      state: 'down',
      reason: 'Nobody watches it: the run it belongs to was killed',
    });
    expect(pick(findings, 'portal')?.state).toBe('down');
    expect(pick(findings, 'platform')?.state).toBe('unknown');
  });

  it('should tell what the portal tells, as a machine, with what is missing', async () => {
    const { data, ciToken } = await aRun('told', true);
    const findings = await examine(data);
    expect(asked).toEqual([`Bearer ${ciToken}`]);
    expect(findings.find(({ id }) => id === 'pipeline')).toEqual({
      ...PIPELINE,
      fix: null,
    });
    expect(pick(findings, 'platform')).toBeUndefined();
  });

  it.each([
    [500, { error: {} }, 'it answered 500 Internal Server Error'],
    [
      200,
      { items: [{}] },
      'it answered something that this version does not understand',
    ],
  ])('should say so when it answers %d %j', async (status, body, why) => {
    sources = { status, body };
    const { data } = await aRun(`odd-${status}`, true);
    const findings = await examine(data);
    expect(pick(findings, 'sources')).toEqual({
      state: 'down',
      reason: `The portal did not tell how its sources do: ${why}`,
    });
    expect(pick(findings, 'postgresql')?.state).toBe('ok');
    expect(allWell(findings)).toBe(false);
  });

  it('should read what the launcher wrote when the portal does not answer', async () => {
    const { data } = await aRun('silent', false);
    const findings = await examine(data);
    expect(asked).toEqual([]);
    expect(pick(findings, 'platform')).toEqual({
      state: 'ok',
      reason: expect.stringMatching(
        /^Read in place of the portal: platform\.json, written 1[2-9] s ago$/,
      ),
    });
    expect(pick(findings, 'postgresql')?.reason).toBe('as told');
    expect(pick(findings, 'portal')).toEqual({
      state: 'down',
      reason: expect.stringMatching(/does not answer$/),
    });
  });
});

describe('examineNode', () => {
  it.each([
    ['24.21.0', 'ok'],
    ['26.0.0', 'ok'],
    ['20.20.2', 'down'],
  ])('should find Node %s %s', (version, state) => {
    expect(examineNode(version).state).toBe(state);
  });
});

describe('examineMemory', () => {
  it.each([
    [false, 2_800, 'ok'],
    [false, 2_799, 'degraded'],
    [false, 1_199, 'down'],
    [true, 100, 'ok'],
  ])('should find, running %s, %d MB %s', (running, freeMb, state) => {
    expect(examineMemory(running, freeMb).state).toBe(state);
  });
});

describe('allWell', () => {
  it('should not mind what nobody set up, and mind what is broken', () => {
    const told = (state: Finding['state']) => finding('a', 'A', { state });
    expect(allWell([told('ok'), told('not-set-up'), told('unknown')])).toBe(
      true,
    );
    for (const state of ['down', 'degraded', 'not-allowed'] as const) {
      expect(allWell([told('ok'), told(state)])).toBe(false);
    }
  });
});

describe('renderFindings', () => {
  it('should put reason, what is missing, fix and snippet under each other', () => {
    expect(
      renderFindings([
        examineNode('24.21.0'),
        { ...examineNode('20.1.0'), title: 'Old Node' },
        { ...GIT_HOST, fix: null },
        { ...PIPELINE, fix: null },
      ]),
    ).toBe(
      [
        'Node      works        24.21.0',
        'Old Node  down         20.1.0 is too old; 24 or newer is needed',
        '                       Fix: start everything through ./portico, which brings its own',
        'Git host  works        [emulated] as told',
        'Pipeline  not set up   It never reported',
        '                       Missing: A token',
        '                         a:',
        '                           b: c',
        '',
        '1 source emulated, 1 not set up.',
        '',
      ].join('\n'),
    );
  });
});
