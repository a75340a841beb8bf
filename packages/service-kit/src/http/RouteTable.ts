import { unreadable } from '../errors/unreadable';

/** What a table finds: a method and a template like `/v1/orders/:id`. */
export interface Entry {
  method: string;
  path: string;
}

/** An entry that answers a request, and what the path holds for its parameters. */
export interface Found<T extends Entry> {
  entry: T;
  /** Decodes the parameters, or refuses the request. */
  params(): Record<string, string>;
}

interface Compiled<T> {
  entry: T;
  pattern: RegExp;
  names: string[];
}

const TEMPLATE = /^(?:\/:?[\w.-]+)+$/;

/** Finds the entry for a path as Express does: whatever its case, with or without a slash at the end, the first that fits. */
export class RouteTable<T extends Entry> {
  readonly #byMethod = new Map<string, Array<Compiled<T>>>();

  private constructor() {}

  static create<T extends Entry>(entries: readonly T[]): RouteTable<T> {
    const table = new RouteTable<T>();
    for (const entry of entries) {
      const method = entry.method.toUpperCase();
      const all = table.#byMethod.get(method) ?? [];
      table.#byMethod.set(method, [...all, compile(entry)]);
    }
    return table;
  }

  find(method: string, path: string): Found<T> | undefined {
    // Node leaves the body out where the method is HEAD.
    const entries = this.#byMethod.get(method === 'HEAD' ? 'GET' : method);
    if (!entries) return undefined;
    for (const { entry, pattern, names } of entries) {
      const match = pattern.exec(path);
      if (match) return { entry, params: () => decode(names, match) };
    }
    return undefined;
  }
}

function compile<T extends Entry>(entry: T): Compiled<T> {
  if (!TEMPLATE.test(entry.path)) {
    throw new Error(
      `'${entry.path}' is no template: each part is a text, or a name after a colon`,
    );
  }
  const names: string[] = [];
  const parts = entry.path.split('/').map(part => {
    if (!part.startsWith(':')) return part.replaceAll('.', '\\.');
    names.push(part.slice(1));
    return '([^/]+)';
  });
  return { entry, names, pattern: new RegExp(`^${parts.join('/')}/?$`, 'i') };
}

function decode(names: string[], match: string[]): Record<string, string> {
  // Without a prototype, so that no parameter can reach one.
  const params: Record<string, string> = Object.create(null);
  names.forEach((name, index) => {
    params[name] = decodeText(match[index + 1]);
  });
  return params;
}

function decodeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw unreadable();
  }
}
