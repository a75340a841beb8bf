import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';

const DEFAULT_MAX_BYTES = 5 * 1024 * 1024;

/**
 * A log of bounded size: when it is full it becomes `<file>.1`, which replaces
 * the one before. Written at once, so that a crash loses nothing.
 */
export class RotatingLog {
  readonly file: string;
  readonly #maxBytes: number;
  #descriptor: number;
  /** How much the file holds. */
  #bytes: number;
  /** How much the file before it holds, of what was written here. */
  #bytesBefore = 0;
  #position: number;

  constructor(file: string, options: { maxBytes?: number } = {}) {
    this.file = file;
    this.#maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
    this.#descriptor = openSync(file, 'a', 0o600);
    this.#bytes = fstatSync(this.#descriptor).size;
    this.#position = this.#bytes;
  }

  /** Where the next byte goes, counted over all rotations. */
  get position(): number {
    return this.#position;
  }

  write(chunk: Buffer | string): void {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    if (this.#bytes > 0 && this.#bytes + bytes.length > this.#maxBytes) {
      this.#rotate();
    }
    writeSync(this.#descriptor, bytes);
    this.#bytes += bytes.length;
    this.#position += bytes.length;
  }

  /** What was written between two positions, as far as it is still kept. */
  async read(from: number, to = this.#position): Promise<Buffer> {
    const begin = this.#position - this.#bytes;
    const older = await readPart(`${this.file}.1`, {
      from: from - (begin - this.#bytesBefore),
      to: Math.min(to, begin) - (begin - this.#bytesBefore),
    });
    const newer = await readPart(this.file, {
      from: from - begin,
      to: to - begin,
    });
    return Buffer.concat([older, newer]);
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #rotate(): void {
    closeSync(this.#descriptor);
    renameSync(this.file, `${this.file}.1`);
    this.#descriptor = openSync(this.file, 'a', 0o600);
    this.#bytesBefore = this.#bytes;
    this.#bytes = 0;
  }
}

async function readPart(
  file: string,
  range: { from: number; to: number },
): Promise<Buffer> {
  const from = Math.max(range.from, 0);
  if (range.to <= from) return Buffer.alloc(0);
  const handle = await open(file, 'r').catch(() => undefined);
  if (!handle) return Buffer.alloc(0);
  try {
    const part = Buffer.alloc(range.to - from);
    const { bytesRead } = await handle.read(part, 0, part.length, from);
    return part.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
