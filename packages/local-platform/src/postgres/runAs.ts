import { spawn, type ChildProcess } from 'node:child_process';
import { chown, lstat, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LauncherError } from '../terminal/LauncherError';

/** The user that every system has for processes without rights of their own. */
const NOBODY = 65_534;

/**
 * How PostgreSQL is started, which refuses to run as root: as ourselves, as
 * nobody, or as root who looks like nobody (a user namespace), which can enter
 * folders that only root may enter.
 */
export type RunAs = 'self' | 'nobody' | 'namespace';

/** The command, arguments and user of a process that runs as told. */
export function commandAs(
  runAs: RunAs,
  command: string,
  args: string[],
): { command: string; args: string[]; uid?: number; gid?: number } {
  switch (runAs) {
    case 'self':
      return { command, args };
    case 'nobody':
      return { command, args, uid: NOBODY, gid: NOBODY };
    case 'namespace':
      return {
        command: 'unshare',
        args: [
          '--user',
          `--map-user=${NOBODY}`,
          `--map-group=${NOBODY}`,
          command,
          ...args,
        ],
      };
    default:
      throw new Error(`Unknown way to run: ${runAs satisfies never}`);
  }
}

/**
 * Starts a process as told, in a group of its own and away from our folder.
 * `through` is what begins the command as root, before it becomes another user.
 */
export function spawnAs(
  runAs: RunAs,
  command: string,
  args: string[],
  through: readonly string[] = [],
): ChildProcess {
  const {
    command: file,
    args: list,
    ...user
  } = through.length > 0
    ? commandThrough(through, commandAs(runAs, command, args))
    : commandAs(runAs, command, args);
  return spawn(file, list, {
    ...user,
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
}

function commandThrough(
  [command, ...before]: readonly string[],
  inner: ReturnType<typeof commandAs>,
): ReturnType<typeof commandAs> {
  const { uid, gid } = inner;
  const become =
    uid === undefined
      ? []
      : ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  return {
    command,
    args: [...before, ...become, inner.command, ...inner.args],
  };
}

/** Finds the way that can run the program and write the folder; hands the folder over. */
export async function chooseRunAs(
  program: string,
  folder: string,
): Promise<RunAs> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0) {
    return 'self';
  }
  for (const runAs of ['nobody', 'namespace'] as const) {
    await giveTo(runAs === 'nobody' ? NOBODY : 0, folder);
    if (
      (await succeeds(runAs, program, ['--version'])) &&
      (await succeeds(runAs, '/bin/sh', ['-c', 'test -w "$0"', folder]))
    ) {
      return runAs;
    }
  }
  throw new LauncherError(
    `PostgreSQL does not run as root, and nobody else may enter ${folder} or the checkout`,
    { fix: 'use --data with a folder that everybody may enter' },
  );
}

/** Hands a folder with all that is in it to a user, unless it is theirs already. */
async function giveTo(uid: number, path: string): Promise<void> {
  const stats = await lstat(path);
  if (stats.uid !== uid) {
    await chown(path, uid, uid);
  } else if (!stats.isDirectory()) {
    return;
  }
  if (stats.isDirectory()) {
    for (const name of await readdir(path)) {
      await giveTo(uid, join(path, name));
    }
  }
}

function succeeds(
  runAs: RunAs,
  command: string,
  args: string[],
): Promise<boolean> {
  return new Promise(resolve => {
    const child = spawnAs(runAs, command, args);
    child.once('error', () => resolve(false));
    child.once('close', code => resolve(code === 0));
    child.stdout?.resume();
    child.stderr?.resume();
  });
}
