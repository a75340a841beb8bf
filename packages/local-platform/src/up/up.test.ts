import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runPorts } from '../__testUtils__/runPorts';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { DataFolder } from '../data/DataFolder';
import { drawFreePort } from '../data/freePort';
import { identify } from '../process/ProcessIdentity';
import { describeSilentEnd, startDetached } from './detached';
import { requireMemory, requirePort } from './preflight';
import { findRun, writeRun, type Run } from './RunFile';
import { summary } from './summary';

describe('requirePort', () => {
  let server: Server | undefined;

  afterEach(() => server?.close());

  it('should take a free port', async () => {
    const port = await drawFreePort([]);
    await expect(requirePort(port, '/data')).resolves.toBeUndefined();
  });

  it('should say who has the port and which one is free', async () => {
    const port = await drawFreePort([]);
    server = createServer().listen({ host: '127.0.0.1', port });
    await once(server, 'listening');
    await expect(requirePort(port, '/data')).rejects.toMatchObject({
      message: expect.stringMatching(
        `^Port ${port} is taken by process ${process.pid} \\(`,
      ),
      fix: expect.stringMatching(
        /^end that process, or use another port: \.\/portico up --port \d+ --data \/data$/,
      ),
    });
  });
});

describe('requireMemory', () => {
  it.each([
    ['run', 1_200],
    ['build', 2_800],
  ] as const)('should refuse to %s with less than %d MB', (what, needed) => {
    expect(() => requireMemory(what, needed)).not.toThrow();
    expect(() => requireMemory(what, needed - 1)).toThrow(
      `takes ${needed} MB of memory; ${needed - 1} MB are free`,
    );
  });
});

describe('findRun', () => {
  const data = DataFolder.at(temporaryFolder());

  it('should not take the words of an earlier run for those of this one', async () => {
    const self = await identify(process.pid);
    if (!self) {
      throw new Error('The test has no identity');
    }
    const run: Run = {
      ...self,
      url: 'http://localhost:7007',
      ports: runPorts(),
      given: [],
    };
    await writeRun(data, run);
    expect(await findRun(data)).toBeUndefined();
    await data.writeJson('supervisor.json', self);
    expect(await findRun(data)).toEqual(run);
    await writeRun(data, { ...run, startedAt: 'earlier/1' });
    expect(await findRun(data)).toBeUndefined();
  });
});

describe('startDetached', () => {
  const folder = temporaryFolder();
  const data = DataFolder.at(join(folder, 'data'));
  const told: string[] = [];

  /** Starts a supervisor that does just this. */
  async function start(script: string) {
    await data.create();
    const bundle = join(folder, 'bundle.js');
    writeFileSync(bundle, script);
    const write = jest
      .spyOn(process.stderr, 'write')
      .mockImplementation(text => {
        told.push(String(text));
        return true;
      });
    try {
      return await startDetached({
        ...{ bundle, data, port: 7007, traffic: 20 },
        samples: false,
      });
    } finally {
      write.mockRestore();
    }
  }

  it('should pass on what is said, and leave a supervisor that is ready alone', async () => {
    const result = await start(
      `process.send({ type: 'text', text: 'starting with ' + process.argv.slice(2).join(' ') });
       process.send({ type: 'ready' });
       process.on('disconnect', () => process.exit());`,
    );
    expect(result).toEqual({ outcome: 'ready' });
    expect(told).toEqual([
      `starting with supervise --port 7007 --data ${data.path} --traffic 20 --no-samples`,
    ]);
  });

  it.each([
    [
      'that told its failure',
      "process.send({ type: 'failed' }, () => process.exit(1))",
      'failed',
    ],
    ['that was stopped', 'process.exit(0)', 'interrupted'],
  ])('should notice the end of a supervisor %s', async (_, script, outcome) => {
    expect(await start(script)).toEqual({ outcome });
  });

  it('should show the log of a supervisor that ended without a word', async () => {
    const result = await start("throw new Error('no such module')");
    expect(result).toEqual({ outcome: 'ended' });
    const failure = await describeSilentEnd(data);
    expect(failure.message).toContain(data.logFile('supervisor'));
    expect(failure.message).toContain('no such module');
  });

  it('should name who was faster', async () => {
    const holder = { pid: 12, startedAt: 'boot/1' };
    const script = `process.send({ type: 'busy', holder: ${JSON.stringify(
      holder,
    )} }, () => process.exit())`;
    expect(await start(script)).toEqual({ outcome: 'busy', holder });
  });
});

describe('summary', () => {
  const identity = { pid: 12, startedAt: 'boot/1' };
  const url = 'http://localhost:7107';

  it('should tell the address, the people and what is emulated', () => {
    const ports = runPorts({
      portal: 7107,
      postgres: 20_002,
      prometheus: 20_003,
      services: { order: 20_004, user: 20_005 },
    });
    const text = summary({ ...identity, url, ports, given: [] }, '/data');
    expect(text).toContain(`Portico is ready: ${url}\n`);
    expect(text).toMatch(/^ {2}ada +engineer/m);
    expect(text).toMatch(/^ {2}grace +platform engineer$/m);
    expect(text).toMatch(/^ {2}margaret +manager/m);
    expect(text).toContain(
      'Real:       PostgreSQL (embedded, 127.0.0.1:20002), Prometheus (127.0.0.1:20003)\n',
    );
    expect(text).toContain(
      'The shop:   order (127.0.0.1:20004), user (127.0.0.1:20005)\n',
    );
    expect(text).toContain(
      'Emulated:   Git host (http://localhost:20001), Kubernetes API, SNS and SQS, payment provider\n',
    );
    expect(text).toContain('Not there:  Redis, Alertmanager, a pipeline');
  });

  it('should not claim what it runs without', () => {
    const text = summary(
      { ...identity, url, ports: runPorts(), given: [] },
      '/data',
    );
    expect(text).toContain('PostgreSQL, the one that DATABASE_URL names');
    expect(text).not.toContain('The shop:');
    expect(text).toContain('Emulated:   Git host (http://localhost:20001)\n');
    expect(text).toContain(
      'Not there:  Redis, Prometheus, Alertmanager, the shop, a pipeline',
    );
  });

  it('should name what somebody else runs', () => {
    const run = { ...identity, url, ports: runPorts() };
    const text = summary({ ...run, given: ['redis', 'prometheus'] }, '/data');
    expect(text).toContain(
      'Redis, the one that REDIS_URL names, Prometheus, the one that PROMETHEUS_URL names\n',
    );
    expect(text).toContain('Not there:  Alertmanager, the shop, a pipeline');
  });
});
