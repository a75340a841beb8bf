import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';

/** A file of JSON objects, one a line, which is only ever added to and survives a kill at any moment. */
export class JsonLines<T extends object> {
  readonly #file: number;

  private constructor(file: number) {
    this.#file = file;
  }

  /** Opens a file and gives what is in it; a line that was cut off while it was written never counted. */
  static open<T extends object>(
    path: string,
  ): { lines: JsonLines<T>; entries: T[] } {
    const file = openSync(path, 'a+');
    const text = readFileSync(path, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    ftruncateSync(file, Buffer.byteLength(whole));
    const entries = whole
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line) as T);
    return { lines: new JsonLines<T>(file), entries };
  }

  /** Adds an entry; it is on the disk when this returns. */
  append(entry: T): void {
    writeSync(this.#file, `${JSON.stringify(entry)}\n`);
    fsyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }
}
