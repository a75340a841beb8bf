import { dirname, join } from 'node:path';
import { ProviderSchema } from './ProviderSchema';

/** The schema that lies beside the synthesis worker, read when it is first asked for. */
export class SchemaFile {
  readonly #path: string;
  #schema: Promise<ProviderSchema> | undefined;

  static beside(workerPath: string): SchemaFile {
    return new SchemaFile(join(dirname(workerPath), 'schema.gz'));
  }

  private constructor(path: string) {
    this.#path = path;
  }

  /** The schema; undefined where it was not built. */
  async read(): Promise<ProviderSchema | undefined> {
    this.#schema ??= ProviderSchema.load(this.#path);
    try {
      return await this.#schema;
    } catch {
      // It may be built meanwhile, so the next one tries again.
      this.#schema = undefined;
      return undefined;
    }
  }
}
