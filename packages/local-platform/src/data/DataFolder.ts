import {
  chmod,
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { z } from 'zod/v4';
import { LauncherError } from '../terminal/LauncherError';

/** The files by which a folder is known to be one of ours. */
const MARKERS = ['ports.json', 'secrets.json'];

/** What a start leaves that ended before the markers were written. */
const OUR_NAMES = new Set([...MARKERS, 'logs', 'supervisor.json']);

/** The folder that holds all that a running Portico keeps. */
export class DataFolder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static at(path: string): DataFolder {
    return new DataFolder(resolve(path));
  }

  file(...names: string[]): string {
    return join(this.path, ...names);
  }

  logFile(name: string): string {
    return this.file('logs', `${name}.log`);
  }

  /** Whether the folder was made by `up`; nothing else is ever removed. */
  async isOurs(): Promise<boolean> {
    const names = await this.#names();
    return MARKERS.every(marker => names.includes(marker));
  }

  /** Whether there is anything at all. */
  async exists(): Promise<boolean> {
    return (await this.#names()).length > 0;
  }

  /** Makes the folder; refuses one that holds somebody else's files. */
  async create(): Promise<void> {
    const names = await this.#names();
    const foreign = names.filter(name => !OUR_NAMES.has(name));
    if (foreign.length > 0 && !(await this.isOurs())) {
      throw new LauncherError(
        `${this.path} holds files that are not Portico's (${foreign[0]})`,
        { fix: 'name an empty or a new folder with --data' },
      );
    }
    // Only root needs to let others pass: the database runs as somebody else.
    const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
    await mkdir(this.path, { recursive: true, mode });
    await chmod(this.path, mode);
    await mkdir(this.file('logs'), { recursive: true, mode: 0o700 });
  }

  /** An empty folder for what a run keeps only while it runs. */
  async emptyTemporary(): Promise<void> {
    await rm(this.temporary, { recursive: true, force: true });
    await mkdir(this.temporary, { mode: 0o700 });
  }

  get temporary(): string {
    return this.file('tmp');
  }

  async readJson<T>(
    name: string,
    schema: z.ZodType<T>,
  ): Promise<T | undefined> {
    let text: string;
    try {
      text = await readFile(this.file(name), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        return undefined;
      }
      throw error;
    }
    try {
      return schema.parse(JSON.parse(text));
    } catch (error) {
      throw new LauncherError(`${this.file(name)} cannot be read`, {
        fix: `remove that file, or start afresh with 'portico down --purge --data ${this.path}'`,
        cause: error,
      });
    }
  }

  /** Writes a whole file or none, readable by its owner alone. */
  async write(name: string, text: string): Promise<void> {
    const temporary = this.file(`${name}.${process.pid}.tmp`);
    await writeFile(temporary, text, { mode: 0o600 });
    await rename(temporary, this.file(name));
  }

  async writeJson(name: string, value: unknown): Promise<void> {
    await this.write(name, `${JSON.stringify(value, null, 2)}\n`);
  }

  async remove(name: string): Promise<void> {
    await rm(this.file(name), { force: true, recursive: true });
  }

  async #names(): Promise<string[]> {
    try {
      return await readdir(this.path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') {
        return [];
      }
      throw new LauncherError(`${this.path} cannot be used (${code})`, {
        fix: 'name another folder with --data',
        cause: error,
      });
    }
  }
}
