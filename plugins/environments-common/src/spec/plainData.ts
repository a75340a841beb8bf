/** How much an input may hold; a spec of every feature stays far below. */
export const INPUT_LIMITS = {
  depth: 12,
  values: 5_000,
  entries: 200,
  text: 4_096,
} as const;

/** What `toPlainData` makes of an input. */
export type PlainData =
  | { plain: true; value: unknown }
  | { plain: false; path: (string | number)[]; message: string };

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

class NotPlain extends Error {
  constructor(readonly path: (string | number)[], message: string) {
    super(message);
  }
}

class Copier {
  #values = 0;

  copy(value: unknown, path: (string | number)[]): unknown {
    this.#values += 1;
    if (this.#values > INPUT_LIMITS.values) {
      throw new NotPlain([], `holds more than ${INPUT_LIMITS.values} values`);
    }
    if (path.length > INPUT_LIMITS.depth) {
      throw new NotPlain(
        path.slice(0, 3),
        `is nested more than ${INPUT_LIMITS.depth} levels deep`,
      );
    }
    if (typeof value === 'string') return this.#text(value, path);
    if (value === undefined || value === null || typeof value === 'boolean') {
      return value;
    }
    if (typeof value === 'number') return value;
    if (Array.isArray(value)) return this.#list(value, path);
    if (typeof value === 'object') return this.#object(value, path);
    throw new NotPlain(path, `must not be a ${typeof value}`);
  }

  #text(text: string, path: (string | number)[]): string {
    if (text.length > INPUT_LIMITS.text) {
      throw new NotPlain(
        path,
        `must have at most ${INPUT_LIMITS.text} characters`,
      );
    }
    return text;
  }

  #list(list: unknown[], path: (string | number)[]): unknown[] {
    if (list.length > INPUT_LIMITS.entries) {
      throw new NotPlain(
        path,
        `must have at most ${INPUT_LIMITS.entries} entries`,
      );
    }
    return Array.from(list, (entry, index) =>
      this.copy(entry, [...path, index]),
    );
  }

  #object(object: object, path: (string | number)[]): Record<string, unknown> {
    const keys = Object.keys(object);
    if (keys.length > INPUT_LIMITS.entries) {
      throw new NotPlain(
        path,
        `must have at most ${INPUT_LIMITS.entries} fields`,
      );
    }
    const forbidden = keys.find(key => FORBIDDEN_KEYS.has(key));
    if (forbidden !== undefined) {
      throw new NotPlain(path, `must not have a field named ${forbidden}`);
    }
    if (keys.some(key => key.length > 256)) {
      throw new NotPlain(
        path,
        'must not have a field name over 256 characters',
      );
    }
    // As in JSON, a field whose value is undefined is not there.
    return Object.fromEntries(
      keys
        .map(key => [key, Reflect.get(object, key)] as const)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [key, this.copy(value, [...path, key])]),
    );
  }
}

/**
 * Copies an input of unknown origin into plain objects, lists and scalars. It stops at
 * the first limit, so that an input built to exhaust us costs no more than a good one.
 */
export function toPlainData(input: unknown): PlainData {
  try {
    return { plain: true, value: new Copier().copy(input, []) };
  } catch (error) {
    if (error instanceof NotPlain) {
      return { plain: false, path: error.path, message: error.message };
    }
    return { plain: false, path: [], message: 'cannot be read as data' };
  }
}
