import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { examine } from '../commands/doctor';
import { DataFolder } from '../data/DataFolder';
import { drawFreePort } from '../data/freePort';
import { identify } from '../process/ProcessIdentity';
import { writeRun } from '../up/RunFile';
import { allWell, renderFindings, type Finding } from './Finding';
import { examineMemory, examineNode } from './machine';

function pick(findings: Finding[], id: string) {
  const found = findings.find(item => item.id === id);
  return found && { state: found.state, reason: found.reason };
}

describe('doctor', () => {
  const folder = temporaryFolder();
  let server: Server | undefined;

  afterEach(() => server?.close());

  /** A data folder as a run leaves it, with a portal that answers or not. */
  async function aRun(name: string, portalAnswers: boolean) {
    const data = DataFolder.at(join(folder, name));
    await data.create();
    const port = await drawFreePort([]);
    server = createServer((_, response) => {
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
      ports: { portal: port, gitHost: await drawFreePort([]), postgres: port },
    });
    const since = '2026-11-25T10:00:00.000Z';
    const rest = { missing: null, snippet: null, since, reason: 'as told' };
    await data.writeJson('platform.json', {
      items: [
        {
          id: 'postgresql',
          title: 'PostgreSQL',
          state: 'ok',
          origin: 'live',
          ...rest,
        },
        {
          id: 'git-host',
          title: 'Git host',
          state: 'ok',
          origin: 'emulated',
          ...rest,
        },
      ],
    });
    return data;
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

  it('should look for itself whether a part answers', async () => {
    const findings = await examine(await aRun('looks', true));
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
    const data = await aRun('orphaned', true);
    await data.writeJson('supervisor.json', { pid: 1, startedAt: 'gone/1' });
    const findings = await examine(data);
    expect(pick(findings, 'postgresql')).toEqual({
      state: 'down',
      reason: 'Nobody watches it: the run it belongs to was killed',
    });
    expect(pick(findings, 'portal')?.state).toBe('down');
  });

  it('should work when the portal does not answer', async () => {
    const findings = await examine(await aRun('silent', false));
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

describe('renderFindings', () => {
  it('should put reason and fix under each other', () => {
    expect(
      renderFindings([
        examineNode('24.21.0'),
        { ...examineNode('20.1.0'), title: 'Old Node' },
      ]),
    ).toBe(
      [
        'Node      ok          24.21.0',
        'Old Node  down        20.1.0 is too old; 24 or newer is needed',
        '                      Fix: start everything through ./portico, which brings its own',
        '',
      ].join('\n'),
    );
  });
});
