import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fakeChild, OBEDIENT, STUBBORN } from '../__testUtils__/fakeChild';
import { silentReporter } from '../__testUtils__/silentReporter';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { DataFolder } from '../data/DataFolder';
import { ManagedProcess, type ManagedProcessOptions } from './ManagedProcess';
import { identify } from './ProcessIdentity';
import { ProcessRegistry } from './ProcessRegistry';
import { RotatingLog } from './RotatingLog';

describe('ManagedProcess', () => {
  const folder = temporaryFolder();
  const data = DataFolder.at(folder);
  const started: ManagedProcess[] = [];

  function manage(options: Partial<ManagedProcessOptions>) {
    const reporter = silentReporter();
    const pids: number[] = [];
    const states: string[] = [];
    const launch = options.launch ?? (async () => fakeChild(OBEDIENT));
    let speaks: Promise<unknown> = Promise.resolve();
    const managed = new ManagedProcess({
      name: 'child',
      title: 'The child',
      stopSignal: 'SIGTERM',
      graceMs: 500,
      log: new RotatingLog(join(folder, 'child.log')),
      registry: new ProcessRegistry(data),
      reporter,
      firstDelayMs: 20,
      onState: ({ state }) => states.push(state),
      ...options,
      ready:
        options.ready ??
        (async () => {
          await (options.launch ? speaks : undefined);
        }),
      launch: async () => {
        const child = await launch();
        pids.push(child.pid ?? 0);
        speaks = once(child.stdout ?? child, 'data');
        return child;
      },
    });
    started.push(managed);
    return { managed, reporter, pids, states };
  }

  async function until(condition: () => boolean): Promise<void> {
    for (let round = 0; round < 250 && !condition(); round++) {
      await sleep(20);
    }
    expect(condition()).toBe(true);
  }

  afterEach(async () => {
    await Promise.all(started.splice(0).map(managed => managed.stop()));
  });

  it('should tell each run from the other', async () => {
    let run = 0;
    const { managed, pids, states } = manage({
      launch: async () => {
        run += 1;
        return fakeChild(`console.log('run ${run}'); ${OBEDIENT}`);
      },
    });
    expect(managed.runs).toEqual({ restarts: 0 });
    await managed.start();
    expect(String(await managed.readLog({ previous: false }))).toMatch(
      /^run 1\n/,
    );
    expect(String(await managed.readLog({ previous: true }))).toBe('');
    process.kill(pids[0], 'SIGKILL');
    await until(() => managed.runs.nextStartAt !== undefined);
    expect(managed.runs.pid).toBeUndefined();
    await until(() => states.filter(state => state === 'running').length === 2);
    const { startedAt, lastExit, nextStartAt, restarts, pid } = managed.runs;
    expect({ restarts, pid, nextStartAt }).toEqual({
      restarts: 1,
      pid: pids[1],
      nextStartAt: undefined,
    });
    expect(lastExit).toMatchObject({
      code: null,
      signal: 'SIGKILL',
      pid: pids[0],
    });
    expect(Number(startedAt)).toBeGreaterThanOrEqual(Number(lastExit?.at));
    expect(String(await managed.readLog({ previous: false }))).toMatch(
      /^run 2\n/,
    );
    expect(String(await managed.readLog({ previous: true }))).toMatch(
      /^run 1\n/,
    );
  });

  it('should start a crashed process again, and say so', async () => {
    const { managed, pids, reporter, states } = manage({});
    await managed.start();
    process.kill(pids[0], 'SIGKILL');
    await until(() => states.filter(state => state === 'running').length === 2);
    expect(pids).toHaveLength(2);
    expect(reporter.lines).toEqual([
      'Warning: The child ended unexpectedly (signal SIGKILL). Starting it again in 0.02 s',
      'The child answers again',
    ]);
    expect(await ProcessRegistry.read(data)).toEqual([
      expect.objectContaining({ name: 'child', pid: pids[1] }),
    ]);
  });

  it('should wait longer before each restart in a row', async () => {
    const marker = join(folder, 'crash-after-first');
    writeFileSync(marker, '');
    const { managed, pids, reporter, states } = manage({
      launch: async () =>
        fakeChild(
          "const fs = require('fs'); const n = fs.readFileSync(process.argv[1], 'utf8').length;" +
            "fs.appendFileSync(process.argv[1], 'x');" +
            "if (n === 1 || n === 2) process.exit(4); console.log('up'); setInterval(() => {}, 1000)",
          [marker],
        ),
    });
    await managed.start();
    process.kill(pids[0], 'SIGKILL');
    await until(() => states.filter(state => state === 'running').length === 2);
    expect(pids).toHaveLength(4);
    expect(
      reporter.lines.map(
        line => /again in [\d.]+ s|answers again/.exec(line)?.[0],
      ),
    ).toEqual([
      'again in 0.02 s',
      'again in 0.04 s',
      'again in 0.08 s',
      'answers again',
    ]);
    expect(readFileSync(marker, 'utf8')).toBe('xxxx');
  });

  it('should fail the first start with the reason and the last lines of the log', async () => {
    const { managed } = manage({
      launch: async () =>
        fakeChild("console.error('the disk is full'); process.exit(7)"),
      ready: signal => sleep(10_000, undefined, { signal }),
    });
    await expect(managed.start()).rejects.toThrow(
      /The child ended before it answered \(exit code 7\)[^]*the disk is full/,
    );
  });

  it('should leave no process behind when a start does not get ready', async () => {
    const { managed, pids } = manage({
      ready: async () => {
        throw new Error('no answer in time');
      },
    });
    await expect(managed.start()).rejects.toThrow('no answer in time');
    expect(await identify(pids[0])).toBeUndefined();
  });

  it('should stop during a start, without starting again', async () => {
    const { managed, pids } = manage({
      ready: signal => sleep(60_000, undefined, { signal }),
    });
    const start = managed.start();
    await until(() => pids.length === 1);
    const [result] = await Promise.allSettled([start, managed.stop()]);
    expect(result.status).toBe('rejected');
    expect(await identify(pids[0])).toBeUndefined();
    expect(pids).toHaveLength(1);
    expect(await ProcessRegistry.read(data)).toEqual([]);
  });

  it('should kill a process that does not stop in time', async () => {
    const { managed, pids, states, reporter } = manage({
      launch: async () => fakeChild(STUBBORN),
      graceMs: 200,
    });
    await managed.start();
    await managed.stop();
    expect(await identify(pids[0])).toBeUndefined();
    await sleep(50);
    expect(states).toEqual(['starting', 'running', 'stopped']);
    expect(reporter.lines).toEqual([]);
  });

  it('should not start again what was stopped while it waited to', async () => {
    const { managed, pids, states } = manage({ firstDelayMs: 30_000 });
    await managed.start();
    process.kill(pids[0], 'SIGKILL');
    await until(() => states.at(-1) === 'restarting');
    await managed.stop();
    expect(pids).toHaveLength(1);
    expect(managed.state.state).toBe('stopped');
  });
});
