import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLine, identify } from '../process/ProcessIdentity';
import { stopProcess } from '../process/stopProcess';

/**
 * Clears what a killed server left. PostgreSQL takes any process that got the
 * old number for itself and then never starts, so we look closer: a server of
 * this very folder is stopped, anything else only lent its number.
 */
export async function clearStaleLock(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    return;
  }
  const pid = Number(text.split('\n')[0]);
  if (Number.isInteger(pid) && pid > 1) {
    const command = (await commandLine(pid)) ?? '';
    const identity = await identify(pid);
    if (identity && servesFolder(command, folder)) {
      await stopProcess(identity, { signal: 'SIGINT', graceMs: 15_000 });
    }
  }
  await rm(file, { force: true });
}

/** Whether a command line is that of a PostgreSQL server of this folder. */
export function servesFolder(command: string, folder: string): boolean {
  return /\bpostgres\b/.test(command) && command.includes(`-D ${folder} `);
}
