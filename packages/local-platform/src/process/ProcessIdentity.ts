import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { z } from 'zod/v4';

/**
 * A process that is recognised again after its number was given to another:
 * the number together with the time it started.
 */
export const processIdentitySchema = z.object({
  pid: z.number().int().positive(),
  startedAt: z.string().min(1),
});

/** See {@link processIdentitySchema}. */
export type ProcessIdentity = z.infer<typeof processIdentitySchema>;

/** What Linux says of a process in /proc/<pid>/stat; undefined for a zombie. */
export function parseProcStat(stat: string): string | undefined {
  // The command, in parentheses, may hold spaces and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const state = fields[0];
  const startTicks = fields[19];
  return state === 'Z' || state === 'X' ? undefined : startTicks;
}

/** The identity of a running process, or undefined when there is none. */
export async function identify(
  pid: number,
): Promise<ProcessIdentity | undefined> {
  const startedAt =
    process.platform === 'linux'
      ? await linuxStart(pid)
      : await posixStart(pid);
  return startedAt ? { pid, startedAt } : undefined;
}

/** Whether exactly this process still runs. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  const now = await identify(identity.pid);
  return now?.startedAt === identity.startedAt;
}

/** The command line of a process, for messages. */
export async function commandLine(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const raw = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return raw.split('\0').join(' ').trim() || undefined;
  }
  return askPs(pid, 'command=');
}

async function linuxStart(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const ticks = stat ? parseProcStat(stat) : undefined;
  if (!ticks) {
    return undefined;
  }
  // Ticks count from the boot, so the boot belongs to the identity.
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(
    () => 'boot',
  );
  return `${boot.trim()}/${ticks}`;
}

async function posixStart(pid: number): Promise<string | undefined> {
  const state = await askPs(pid, 'state=');
  return state && !state.startsWith('Z') ? askPs(pid, 'lstart=') : undefined;
}

async function askPs(pid: number, field: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('ps', [
      '-o',
      field,
      '-p',
      String(pid),
    ]);
    return stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}
