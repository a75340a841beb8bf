import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram } from '../system/execute';
import { LauncherError } from '../terminal/LauncherError';

const FILLER = 'filler';
const CHUNK = Buffer.alloc(64 * 1024);

/** A disk of few megabytes that only processes started through it see; it goes away with this process. */
export class SmallDisk {
  readonly #holder: ChildProcess;
  readonly #folder: string;

  private constructor(holder: ChildProcess, folder: string) {
    this.#holder = holder;
    this.#folder = folder;
  }

  /** Whether this machine lets us make one. */
  static async isPossible(): Promise<boolean> {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
    const programs = ['unshare', 'nsenter', 'setpriv', 'mount'];
    const found = await Promise.all(programs.map(findProgram));
    if (found.includes(undefined)) return false;
    const tried = spawn('unshare', ['--mount', 'true'], { stdio: 'ignore' });
    const [code] = await once(tried, 'exit');
    return code === 0;
  }

  /** Puts a disk where a folder is, with what is in the folder. */
  static async over(folder: string, megabytes: number): Promise<SmallDisk> {
    const script = [
      'set -e',
      'mkdir -p "$1.disk"',
      'mount -t tmpfs -o "size=$2m,mode=0700" tmpfs "$1.disk"',
      'cp -a "$1/." "$1.disk/"',
      'chown --reference="$1" "$1.disk"',
      'mount --bind "$1.disk" "$1"',
      'echo made',
      // Ends when its input does, which is when we end.
      'read -r _ || true',
    ].join('\n');
    const holder = spawn(
      'unshare',
      ['--mount', 'sh', '-c', script, 'sh', folder, String(megabytes)],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    );
    let said = '';
    const made = new Promise<void>((resolve, reject) => {
      holder.stdout.on('data', () => resolve());
      holder.stderr.on('data', chunk => (said += chunk));
      holder.once('error', reject);
      holder.once('exit', () =>
        reject(new LauncherError(`No small disk could be made: ${said}`)),
      );
    });
    await made;
    return new SmallDisk(holder, folder);
  }

  /** What a command is to begin with, so that it sees the disk; it runs as root. */
  get through(): readonly string[] {
    return ['nsenter', `--mount=/proc/${this.#holder.pid}/ns/mnt`, '--'];
  }

  /** Fills what is left of it, and says how many bytes that were. */
  async fill(): Promise<number> {
    const file = await open(this.fileSeen(FILLER), 'a');
    let bytes = 0;
    let size = CHUNK.length;
    try {
      while (size > 0) {
        try {
          bytes += (await file.write(CHUNK, 0, size)).bytesWritten;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
          size = Math.floor(size / 2);
        }
      }
    } finally {
      await file.close();
    }
    return bytes;
  }

  /** Frees what was filled. */
  async free(): Promise<void> {
    await rm(this.fileSeen(FILLER), { force: true });
  }

  /** Where we see a file of the disk. */
  fileSeen(name: string): string {
    return join(`/proc/${this.#holder.pid}/root`, this.#folder, name);
  }

  /** Lets it go, with what is on it, once nothing runs on it. */
  async remove(): Promise<void> {
    if (this.#holder.exitCode === null) {
      const exited = once(this.#holder, 'exit');
      this.#holder.stdin?.end();
      await exited;
    }
    // The mount is gone with the last process in its namespace.
    await sleep(0);
    await rm(`${this.#folder}.disk`, { recursive: true, force: true });
  }
}
