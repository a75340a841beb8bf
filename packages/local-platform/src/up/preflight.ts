import { isPortFree, nextFreePort } from '../data/freePort';
import { describePortHolder } from '../data/portHolder';
import { findMonitoringPrograms } from '../monitoring/findPrograms';
import { execute, findProgram } from '../system/execute';
import { offerPackage } from '../system/debianPackage';
import { LauncherError, messageOf } from '../terminal/LauncherError';
import type { GivenFarEnds } from './givenFarEnds';
import type { Reporter } from '../terminal/Reporter';

const MEBIBYTE = 1024 * 1024;

/** What running takes at least, and what building takes at its peak. */
export const NEEDED_MEMORY_MB = { run: 1_200, build: 2_800 };

/** Git serves the emulated Git host; offers to install it where that can be done. */
export async function requireGit(options: {
  yes: boolean;
  logFile: string;
  reporter: Reporter;
}): Promise<string> {
  const version = await gitVersion();
  if (version) {
    return version;
  }
  const installed = await offerPackage({
    name: 'git',
    purpose: 'the Git host on this machine',
    ...options,
  });
  const found = installed ? await gitVersion() : undefined;
  if (!found) {
    throw new LauncherError('git is missing', {
      fix: 'install git, for example with your package manager (--yes does it on Debian as root)',
    });
  }
  return found;
}

/** What the shop is better with, but runs without; nothing of it is needed where somebody gives the same. */
const SHOP_PROGRAMS: {
  name: string;
  purpose: string;
  given: keyof GivenFarEnds;
  found(): Promise<string | undefined>;
}[] = [
  {
    name: 'redis-server',
    purpose: 'the cache of the shop',
    given: 'redisUrl',
    found: () => findProgram('redis-server'),
  },
  {
    name: 'prometheus',
    purpose: 'the metrics of the shop',
    given: 'prometheusUrl',
    found: async () => (await findMonitoringPrograms()).prometheus,
  },
  {
    name: 'prometheus-alertmanager',
    purpose: 'the alerts of the shop',
    given: 'prometheusUrl',
    found: async () => (await findMonitoringPrograms()).alertmanager,
  },
];

/** Offers to install what is missing; a no is heeded, and told again by `doctor` and the page Connections. */
export async function offerShopPrograms(
  offer: { yes: boolean; logFile: string; reporter: Reporter },
  far: GivenFarEnds,
): Promise<void> {
  for (const { name, purpose, given, found } of SHOP_PROGRAMS) {
    if (far[given] || (await found())) continue;
    const installed = await offerPackage({ name, purpose, ...offer }).catch(
      (error: unknown) => {
        offer.reporter.warn(messageOf(error));
        return false;
      },
    );
    if (!installed) {
      offer.reporter.warn(
        `${name} is missing: going on without ${purpose} (apt-get install ${name})`,
      );
    }
  }
}

/** The version of git, or undefined where it is missing. */
export async function gitVersion(): Promise<string | undefined> {
  const { code, stdout } = await execute('git', ['--version']);
  return code === 0 ? stdout.replace('git version', '').trim() : undefined;
}

/** The memory that this process may still take, within its container's limit. */
export function freeMemoryMb(): number {
  return Math.floor(process.availableMemory() / MEBIBYTE);
}

/** Stops before the system would end something for want of memory. */
export function requireMemory(
  what: keyof typeof NEEDED_MEMORY_MB,
  freeMb = freeMemoryMb(),
): void {
  const needed = NEEDED_MEMORY_MB[what];
  if (freeMb < needed) {
    const verb = what === 'build' ? 'Building the portal' : 'Running Portico';
    throw new LauncherError(
      `${verb} takes ${needed} MB of memory; ${freeMb} MB are free`,
      { fix: 'close other programs, or give this machine more memory' },
    );
  }
}

/** The port that was asked for must be free; another one is never taken silently. */
export async function requirePort(port: number, data: string): Promise<void> {
  if (port < 1024 && process.getuid?.() !== 0) {
    throw new LauncherError(`Port ${port} needs administrator rights`, {
      fix: 'choose a port from 1024 on with --port',
    });
  }
  if (await isPortFree(port)) {
    return;
  }
  const holder = await describePortHolder(port);
  const free = await nextFreePort(port);
  throw new LauncherError(`Port ${port} is taken by ${holder}`, {
    fix: `end that process, or use another port: ./portico up --port ${free} --data ${data}`,
  });
}
