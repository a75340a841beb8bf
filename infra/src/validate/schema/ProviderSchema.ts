import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod/v4';
import { BlockSchema, blockSchema } from './SchemaTypes';
import { withWafStatements } from './wafStatements';

/** What a type of the provider is. */
export type SchemaKind = 'resource' | 'data' | 'provider';

const headSchema = z.object({
  provider: z.string(),
  binding: z.string(),
  version: z.string(),
});

const unzip = promisify(gunzip);

/**
 * What the published binding of the provider tells of its types. It is kept as
 * text, and a type is read when it is asked for: an environment uses forty of
 * more than two thousand.
 */
export class ProviderSchema {
  /** The version of the provider for which the binding was generated. */
  readonly version: string;
  /** The first part of the names of its types. */
  readonly provider: string;
  readonly #lines: ReadonlyMap<string, string>;
  readonly #read = new Map<string, BlockSchema>();

  /** Reads the file that `yarn build:worker` writes beside the worker. */
  static async load(path: string): Promise<ProviderSchema> {
    const text = await unzip(await readFile(path));
    return ProviderSchema.of(text.toString('utf8'));
  }

  /** Reads the content of such a file. */
  static of(text: string): ProviderSchema {
    return new ProviderSchema(text.split('\n'));
  }

  private constructor([head, ...lines]: readonly string[]) {
    const { provider, version } = headSchema.parse(JSON.parse(head));
    this.provider = provider;
    this.version = version;
    this.#lines = new Map(
      lines.map(line => {
        const end = line.indexOf(' ', line.indexOf(' ') + 1);
        return [line.slice(0, end), line.slice(end + 1)];
      }),
    );
  }

  /** The schema of a type; undefined where the provider has no such type. */
  find(kind: SchemaKind, name: string): BlockSchema | undefined {
    const key = `${kind} ${name}`;
    const known = this.#read.get(key);
    if (known) return known;
    const line = this.#lines.get(key);
    if (line === undefined) return undefined;
    const parsed = blockSchema.parse(JSON.parse(line));
    const schema =
      kind === 'resource' ? withWafStatements(name, parsed) : parsed;
    this.#read.set(key, schema);
    return schema;
  }

  /** The names of all types of a kind. */
  names(kind: SchemaKind): string[] {
    const start = `${kind} `;
    return [...this.#lines.keys()]
      .filter(key => key.startsWith(start))
      .map(key => key.slice(start.length));
  }
}
