import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { LauncherError } from '../terminal/LauncherError';
import {
  identify,
  isRunning,
  processIdentitySchema,
  type ProcessIdentity,
} from './ProcessIdentity';

/** A file that one running process holds; whoever left without it is overruled. */
export class FileLock {
  readonly #file: string;

  private constructor(file: string) {
    this.#file = file;
  }

  /** Takes the lock, or tells which running process holds it. */
  static async tryAcquire(
    file: string,
  ): Promise<{ lock: FileLock } | { holder: ProcessIdentity }> {
    const self = await identify(process.pid);
    if (!self) {
      throw new Error('This process cannot identify itself');
    }
    for (let attempt = 0; attempt < 20; attempt++) {
      if (await writeNew(file, JSON.stringify(self))) {
        return { lock: new FileLock(file) };
      }
      const holder = await FileLock.holder(file);
      if (holder) {
        return { holder };
      }
      await clearAbandoned(file);
      await sleep(25);
    }
    throw new LauncherError(`The lock ${file} cannot be taken`, {
      fix: 'remove that file if no portico command runs',
    });
  }

  /** Takes the lock, waiting for whoever holds it. */
  static async acquire(
    file: string,
    options: { onWait(holder: ProcessIdentity): void; signal?: AbortSignal },
  ): Promise<FileLock> {
    for (let first = true; ; first = false) {
      const result = await FileLock.tryAcquire(file);
      if ('lock' in result) {
        return result.lock;
      }
      if (first) {
        options.onWait(result.holder);
      }
      await sleep(500, undefined, { signal: options.signal });
    }
  }

  /** The running process that holds a lock. */
  static async holder(file: string): Promise<ProcessIdentity | undefined> {
    const text = await readFile(file, 'utf8').catch(() => '');
    const parsed = processIdentitySchema.safeParse(parseJson(text));
    return parsed.success && (await isRunning(parsed.data))
      ? parsed.data
      : undefined;
  }

  async release(): Promise<void> {
    await rm(this.#file, { force: true });
  }
}

/**
 * The rename lets exactly one of several waiters clear a lock away; who renamed
 * a lock that was taken anew in between puts it back.
 */
async function clearAbandoned(file: string): Promise<void> {
  const aside = `${file}.${randomUUID()}.old`;
  await rename(file, aside).catch(() => undefined);
  if (await FileLock.holder(aside)) {
    await link(aside, file).catch(() => undefined);
  }
  await rm(aside, { force: true });
}

/** The link brings the file with its content in one step, or not at all. */
async function writeNew(file: string, text: string): Promise<boolean> {
  const temporary = `${file}.${randomUUID()}.new`;
  await writeFile(temporary, text, { mode: 0o600 });
  try {
    await link(temporary, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
