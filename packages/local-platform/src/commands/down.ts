import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { DataFolder } from '../data/DataFolder';
import { isPortFree } from '../data/freePort';
import { readPorts } from '../data/ports';
import { PLATFORM_FILE } from '../platform/PlatformFile';
import { clearStaleLock } from '../postgres/staleLock';
import { ProcessRegistry } from '../process/ProcessRegistry';
import { stopProcess } from '../process/stopProcess';
import { LauncherError } from '../terminal/LauncherError';
import { terminalReporter, type Reporter } from '../terminal/Reporter';
import {
  findSupervisor,
  readRun,
  removeRun,
  supervisorLock,
} from '../up/RunFile';
import { addData, type DataOption } from './options';

/** Longer than all parts may take one after the other. */
const SUPERVISOR_GRACE_MS = 55_000;
const PORT_WAIT_MS = 10_000;

type DownOptions = DataOption & { purge?: boolean };

/** Adds `down`. */
export function addDown(program: Command): void {
  addData(program.command('down'))
    .description('stop everything; no process and no port stays')
    .option('--purge', 'remove the data folder as well')
    .action(down);
}

/** Stops a stack, also one whose supervisor was killed. */
export async function down(options: DownOptions): Promise<void> {
  const reporter = terminalReporter();
  const data = DataFolder.at(options.data);
  const ours = await data.isOurs();
  if (options.purge && !ours && (await data.exists())) {
    throw new LauncherError(
      `${data.path} is not a data folder of Portico, so it is not removed`,
      { fix: 'name the folder that `up` was given with --data' },
    );
  }
  const stopped = await stopStack(data, reporter);
  reporter.info(
    stopped ? 'Everything is stopped' : `Nothing runs with ${data.path}`,
  );
  if (options.purge && ours) {
    reporter.info(
      `Removing ${data.path}: the database, the Git host's repositories, secrets, logs`,
    );
    await rm(data.path, { recursive: true, force: true });
  }
}

/** Stops supervisor and leftovers; false when there was nothing. */
async function stopStack(
  data: DataFolder,
  reporter: Reporter,
): Promise<boolean> {
  const ports = await usedPorts(data);
  const supervisor = await findSupervisor(data);
  let stopped = false;
  if (supervisor) {
    reporter.info(`Stopping process ${supervisor.pid} and all it runs`);
    const how = await stopProcess(supervisor, {
      signal: 'SIGTERM',
      graceMs: SUPERVISOR_GRACE_MS,
    });
    stopped = how !== 'not-running';
    if (how === 'killed') {
      reporter.warn('It did not stop in time and was killed');
    }
  }
  const leftovers = await ProcessRegistry.stopLeftovers(data);
  if (leftovers.length > 0) {
    reporter.info(`Stopped what was left running: ${leftovers.join(', ')}`);
    stopped = true;
  }
  await clearStaleLock(join(data.file('postgres'), 'data'));
  await removeRun(data);
  await data.remove(PLATFORM_FILE);
  await rm(supervisorLock(data), { force: true });
  if (stopped) {
    await waitForPorts(ports);
  }
  return stopped;
}

async function usedPorts(data: DataFolder): Promise<number[]> {
  const run = await readRun(data);
  const internal = await readPorts(data);
  const all = [run?.ports.portal, ...Object.values(internal ?? {})];
  return all.filter(port => port !== undefined);
}

async function waitForPorts(ports: number[]): Promise<void> {
  const deadline = Date.now() + PORT_WAIT_MS;
  for (const port of ports) {
    while (!(await isPortFree(port))) {
      if (Date.now() > deadline) {
        throw new LauncherError(`Port ${port} is still in use`, {
          fix: "'portico doctor' tells by whom",
        });
      }
      await sleep(100);
    }
  }
}
