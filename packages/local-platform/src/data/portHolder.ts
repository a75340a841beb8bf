import { execFile } from 'node:child_process';
import { readFile, readdir, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { commandLine } from '../process/ProcessIdentity';

const LISTENING = '0A';

/** The socket inodes that listen on a port, from the text of /proc/net/tcp or tcp6. */
export function parseListeners(table: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return table
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .filter(fields => fields[1]?.endsWith(suffix) && fields[3] === LISTENING)
    .map(fields => fields[9]);
}

/** Who listens on a port: "process 12 (node server.js)", as far as we may see it. */
export async function describePortHolder(port: number): Promise<string> {
  const pid =
    process.platform === 'linux' ? await linuxHolder(port) : await lsof(port);
  if (!pid) {
    return 'another process (it belongs to another user)';
  }
  const command = await commandLine(pid);
  return `process ${pid} (${(command ?? 'unknown command').slice(0, 160)})`;
}

async function linuxHolder(port: number): Promise<number | undefined> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map(file =>
      readFile(file, 'utf8').catch(() => ''),
    ),
  );
  const wanted = new Set(
    tables
      .flatMap(table => parseListeners(table, port))
      .map(inode => `socket:[${inode}]`),
  );
  if (wanted.size === 0) {
    return undefined;
  }
  for (const name of await readdir('/proc')) {
    if (/^\d+$/.test(name) && (await holdsOneOf(name, wanted))) {
      return Number(name);
    }
  }
  return undefined;
}

async function holdsOneOf(pid: string, wanted: Set<string>): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  const descriptors = await readdir(folder).catch(() => []);
  for (const descriptor of descriptors) {
    const target = await readlink(`${folder}/${descriptor}`).catch(() => '');
    if (wanted.has(target)) {
      return true;
    }
  }
  return false;
}

async function lsof(port: number): Promise<number | undefined> {
  try {
    const { stdout } = await promisify(execFile)('lsof', [
      '-nP',
      '-t',
      `-iTCP:${port}`,
      '-sTCP:LISTEN',
    ]);
    return Number(stdout.split('\n')[0]) || undefined;
  } catch {
    return undefined;
  }
}
