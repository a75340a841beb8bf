import {
  execFileSync,
  spawn,
  type ChildProcess,
  type SpawnOptions,
} from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { DataFolder } from '../data/DataFolder';
import { fakeChild, OBEDIENT } from '../__testUtils__/fakeChild';
import { identify } from '../process/ProcessIdentity';
import { ProcessRegistry } from '../process/ProcessRegistry';
import { supervisorLock } from './RunFile';
import { sweepAfterDeath } from './deathWatch';

// A Node of its own takes its time on a busy machine.
jest.setTimeout(30_000);

describe('the watch over a supervisor', () => {
  const folder = temporaryFolder();
  const swept = join(folder, 'swept');
  const supervisor = join(folder, 'supervisor.cjs');
  const bundle = join(folder, 'bundle.js');

  const started: ChildProcess[] = [];

  /** A supervisor that is watched and then does what `more` says. */
  function build(more: string): void {
    buildSync({
      stdin: {
        contents: `
          import { startDeathWatch } from './deathWatch';
          import { DataFolder } from '../data/DataFolder';
          const end = startDeathWatch(${JSON.stringify(
            bundle,
          )}, DataFolder.at(${JSON.stringify(folder)}));
          ${more}
          console.log('watched');`,
        resolveDir: __dirname,
        loader: 'ts',
      },
      bundle: true,
      platform: 'node',
      outfile: supervisor,
      external: ['pg-native'],
      logLevel: 'error',
    });
  }
  const RUNS = `
    process.once('SIGTERM', () => { end(); setTimeout(() => process.exit(), 200); });
    setInterval(() => {}, 1000);`;

  beforeAll(() => {
    writeFileSync(
      bundle,
      `require('node:fs').writeFileSync(${JSON.stringify(
        swept,
      )}, process.argv.slice(2).join(' '))`,
    );
  });
  beforeEach(() => {
    rmSync(swept, { force: true });
    build(RUNS);
  });
  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
  });

  async function start(options: SpawnOptions = {}) {
    const child = spawn(process.execPath, [supervisor], {
      ...options,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    started.push(child);
    const exited = once(child, 'exit');
    if (child.stdout) await once(child.stdout, 'data');
    return { pid: child.pid ?? 0, exited };
  }

  async function isSwept(): Promise<boolean> {
    for (let round = 0; round < 60 && !existsSync(swept); round++) {
      await sleep(50);
    }
    return existsSync(swept);
  }

  /** Ends a watched process in a way, and tells whether somebody swept after it. */
  async function sweptAfter(signal: NodeJS.Signals): Promise<boolean> {
    const { pid, exited } = await start();
    process.kill(pid, signal);
    await exited;
    return isSwept();
  }

  it('should do nothing after an orderly end', async () => {
    expect(await sweptAfter('SIGTERM')).toBe(false);
  });

  it('should sweep after a supervisor that was killed', async () => {
    expect(await sweptAfter('SIGKILL')).toBe(true);
    expect(readFileSync(swept, 'utf8')).toBe(`sweep --data ${folder}`);
  });

  it('should sweep after a supervisor whose whole group was killed', async () => {
    const { pid, exited } = await start({ detached: true });
    process.kill(-pid, 'SIGKILL');
    await exited;
    expect(await isSwept()).toBe(true);
  });

  it('should keep no supervisor that has nothing left to do', async () => {
    build('');
    const { exited } = await start();
    expect(await exited).toEqual([0, null]);
  });

  it('should let a supervisor end in order whose watch is gone', async () => {
    const { pid, exited } = await start();
    const watches = execFileSync('pgrep', ['-P', String(pid)], {
      encoding: 'utf8',
    });
    for (const watch of watches.trim().split('\n')) {
      process.kill(Number(watch), 'SIGKILL');
    }
    process.kill(pid, 'SIGTERM');
    expect(await exited).toEqual([0, null]);
  });
});

describe('sweepAfterDeath', () => {
  const folder = temporaryFolder();

  async function leaveBehind(name: string) {
    const data = DataFolder.at(join(folder, name));
    await data.create();
    const child = fakeChild(OBEDIENT);
    const registry = new ProcessRegistry(data);
    const stop = { stopSignal: 'SIGTERM', graceMs: 500 } as const;
    await registry.record('child', child.pid ?? 0, stop);
    return { data, child };
  }

  it('should stop what was left running', async () => {
    const { data, child } = await leaveBehind('left');
    const exited = once(child, 'exit');
    await sweepAfterDeath(data);
    await exited;
    expect(existsSync(supervisorLock(data))).toBe(false);
  });

  it('should leave it to another supervisor that has taken over', async () => {
    const { data, child } = await leaveBehind('taken');
    await data.writeJson('supervisor.json', await identify(process.pid));
    await sweepAfterDeath(data);
    expect(child.exitCode).toBeNull();
    expect(child.signalCode).toBeNull();
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
});
