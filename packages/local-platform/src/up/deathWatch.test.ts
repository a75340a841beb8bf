import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
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

  beforeAll(() => {
    buildSync({
      stdin: {
        contents: `
          import { startDeathWatch } from './deathWatch';
          import { DataFolder } from '../data/DataFolder';
          const end = startDeathWatch(${JSON.stringify(
            bundle,
          )}, DataFolder.at(${JSON.stringify(folder)}));
          process.once('SIGTERM', () => { end(); setTimeout(() => process.exit(), 200); });
          setInterval(() => {}, 1000);
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
    writeFileSync(
      bundle,
      `require('node:fs').writeFileSync(${JSON.stringify(
        swept,
      )}, process.argv.slice(2).join(' '))`,
    );
  });

  /** Ends a watched process in a way, and tells whether somebody swept after it. */
  async function sweptAfter(signal: NodeJS.Signals): Promise<boolean> {
    const child = spawn(process.execPath, [supervisor], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill(signal);
    await once(child, 'exit');
    for (let round = 0; round < 60 && !existsSync(swept); round++) {
      await sleep(50);
    }
    return existsSync(swept);
  }

  it('should do nothing after an orderly end', async () => {
    expect(await sweptAfter('SIGTERM')).toBe(false);
  });

  it('should sweep after a supervisor that was killed', async () => {
    expect(await sweptAfter('SIGKILL')).toBe(true);
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
