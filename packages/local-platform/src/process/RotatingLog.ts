import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';

const DEFAULT_MAX_BYTES = 5 * 1024 * 1024;

/**
 * A log of bounded size: when it is full it becomes `<file>.1`, which replaces
 * the one before. Written at once, so that a crash loses nothing.
 */
export class RotatingLog {
  readonly file: string;
  readonly #maxBytes: number;
  #descriptor: number;
  #bytes: number;

  constructor(file: string, options: { maxBytes?: number } = {}) {
    this.file = file;
    this.#maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
    this.#descriptor = openSync(file, 'a', 0o600);
    this.#bytes = fstatSync(this.#descriptor).size;
  }

  write(chunk: Buffer | string): void {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    if (this.#bytes > 0 && this.#bytes + bytes.length > this.#maxBytes) {
      this.#rotate();
    }
    writeSync(this.#descriptor, bytes);
    this.#bytes += bytes.length;
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #rotate(): void {
    closeSync(this.#descriptor);
    renameSync(this.file, `${this.file}.1`);
    this.#descriptor = openSync(this.file, 'a', 0o600);
    this.#bytes = 0;
  }
}
