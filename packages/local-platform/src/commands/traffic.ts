import type { Command } from 'commander';
import { DataFolder } from '../data/DataFolder';
import { readPorts } from '../data/ports';
import { LauncherError, messageOf } from '../terminal/LauncherError';
import { findRun } from '../up/RunFile';
import { addData, readVisits, type DataOption } from './options';

const TIMEOUT_MS = 5_000;

/** Adds `traffic`. */
export function addTraffic(program: Command): void {
  addData(program.command('traffic'))
    .description('change how many invented shoppers visit the shop')
    .argument('<visits>', 'visits a minute, or off', readVisitsOrOff)
    .action(async (visits: number, options: DataOption) => {
      await setTraffic(visits, DataFolder.at(options.data));
      process.stdout.write(
        visits === 0
          ? 'Nobody visits the shop any more\n'
          : `${visits} visits a minute\n`,
      );
    });
}

function readVisitsOrOff(value: string): number {
  return value === 'off' ? 0 : readVisits(value);
}

/** Gives the running traffic another rate, in visits a minute. */
export async function setTraffic(
  perMinute: number,
  data: DataFolder,
): Promise<void> {
  const ports = (await findRun(data)) ? await readPorts(data) : undefined;
  if (!ports) {
    throw new LauncherError(`Portico does not run with ${data.path}`, {
      fix: `./portico up --data ${data.path}`,
    });
  }
  try {
    const response = await fetch(`http://127.0.0.1:${ports.traffic}/rate`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ perMinute }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(await response.text());
  } catch (error) {
    throw new LauncherError(
      `The traffic does not answer: ${messageOf(error)}`,
      {
        fix: `it may have been left out: './portico up' without --no-traffic starts it`,
        cause: error,
      },
    );
  }
}
