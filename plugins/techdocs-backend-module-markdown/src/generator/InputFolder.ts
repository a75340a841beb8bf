import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { InputError } from '@backstage/errors';
import { insidePath } from '../site/paths';
import { Limits, STATIC_EXTENSIONS } from './limits';

/** The files of a folder of documents, by path inside it. */
export interface FoundFiles {
  documents: string[];
  statics: string[];
  warnings: string[];
}

/**
 * The folder that holds what somebody else wrote. Nothing is read through a
 * link or from outside, and no more than the limits allow.
 */
export class InputFolder {
  readonly #root: string;
  readonly #limits: Limits;
  #files = 0;
  #bytes = 0;

  static async open(path: string, limits: Limits): Promise<InputFolder> {
    return new InputFolder(await realpath(path), limits);
  }

  private constructor(root: string, limits: Limits) {
    this.#root = root;
    this.#limits = limits;
  }

  /** The text of a file; undefined if it is not there. A link is refused. */
  async readText(file: string, mostBytes: number): Promise<string | undefined> {
    const path = await this.#resolve(file);
    if (path === undefined) return undefined;
    const stat = await lstat(path);
    if (!stat.isFile()) throw new InputError(`${file} is not a plain file`);
    checkSize(file, stat.size, mostBytes);
    return readFile(path, 'utf8');
  }

  /** Where a file that was found is. */
  pathOf(file: string): string {
    return join(this.#root, file);
  }

  /** All that can be shown of a folder; links and other kinds of files are left out and named. */
  async find(folder: string): Promise<FoundFiles> {
    const found: FoundFiles = { documents: [], statics: [], warnings: [] };
    const path = await this.#resolve(folder);
    if (path !== undefined && (await lstat(path)).isDirectory()) {
      await this.#walk(folder, '', 1, found);
    }
    return found;
  }

  async #walk(base: string, folder: string, depth: number, found: FoundFiles) {
    if (depth > this.#limits.depth) {
      throw new InputError(
        `${folder} is deeper than ${this.#limits.depth} folders`,
      );
    }
    const at = join(this.#root, base, folder);
    const entries = await readdir(at, { withFileTypes: true });
    for (const entry of entries) {
      const file = posix.join(folder, entry.name);
      if (entry.isSymbolicLink()) {
        found.warnings.push(`${file} is left out: it is a link`);
      } else if (entry.isDirectory()) {
        const hidden = entry.name.startsWith('.') || isTooling(entry.name);
        if (!hidden) await this.#walk(base, file, depth + 1, found);
      } else if (entry.isFile()) {
        await this.#take(base, file, found);
      }
    }
  }

  async #take(base: string, file: string, found: FoundFiles): Promise<void> {
    const limits = this.#limits;
    const kind = kindOf(file);
    if (kind === undefined) {
      found.warnings.push(
        `${file} is left out: files of its kind are not shown`,
      );
      return;
    }
    const { size } = await lstat(join(this.#root, base, file));
    const isDocument = kind === 'document';
    const most = isDocument ? limits.documentBytes : limits.staticBytes;
    if (size > most) {
      found.warnings.push(
        `${file} is left out: ${size} bytes are more than ${most}`,
      );
      return;
    }
    this.#files += 1;
    this.#bytes += size;
    if (this.#files > limits.files) {
      throw new InputError(`There are more than ${limits.files} files`);
    }
    checkSize('All files together', this.#bytes, limits.totalBytes);
    (isDocument ? found.documents : found.statics).push(file);
  }

  /** The real path; undefined if nothing is there. No part of it may be a link. */
  async #resolve(file: string): Promise<string | undefined> {
    const inside = insidePath(file);
    if (inside === undefined) throw new InputError(`${file} leads outside`);
    const path = join(this.#root, inside);
    const real = await realpath(path).catch(() => undefined);
    if (real !== undefined && real !== path) {
      throw new InputError(`${file} is a link, or behind one`);
    }
    return real;
  }
}

function isTooling(name: string): boolean {
  return name === 'node_modules';
}

function kindOf(file: string): 'document' | 'static' | undefined {
  const extension = posix.extname(file).toLowerCase();
  if (extension === '.md') return 'document';
  return STATIC_EXTENSIONS.has(extension) ? 'static' : undefined;
}

function checkSize(what: string, size: number, most: number): void {
  if (size > most) {
    throw new InputError(`${what}: ${size} bytes are more than ${most}`);
  }
}
