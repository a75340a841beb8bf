import { setTimeout } from 'node:timers/promises';
import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  Entity,
  getCompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { getLocationForEntity } from '@backstage/plugin-techdocs-node';
import { DocumentSync } from './SyncClient';

/** What the builder needs from around it. */
export interface DocumentBuilderOptions {
  auth: AuthService;
  catalog: Pick<CatalogService, 'queryEntities'>;
  integrations: ScmIntegrationRegistry;
  logger: LoggerService;
  sync: DocumentSync;
  wait?: (ms: number, signal?: AbortSignal) => Promise<unknown>;
}

const ANNOTATION = 'metadata.annotations.backstage.io/techdocs-ref';
const PAGE = 200;
const AT_ONCE = 4;
/** TechDocs looks at an entity once a minute at most. */
const LOOKS_AGAIN_MS = 61_000;

/** Keeps the documents of all entities built, so that nobody waits and search knows them. */
export class DocumentBuilder {
  readonly #options: DocumentBuilderOptions;
  readonly #failures = new Map<string, string>();

  static create(options: DocumentBuilderOptions): DocumentBuilder {
    return new DocumentBuilder(options);
  }

  private constructor(options: DocumentBuilderOptions) {
    this.#options = options;
  }

  /** Looks at every entity with documents; what is up to date is not built. */
  async buildAll(signal?: AbortSignal): Promise<void> {
    await this.#build(() => true, signal);
  }

  /** Looks at the entities whose documents are in the repository at this address. */
  async buildFrom(repositoryUrl: string, signal?: AbortSignal): Promise<void> {
    const isInside = (entity: Entity) =>
      this.#isFrom(entity, `${repositoryUrl.replace(/\/+$/, '')}/`);
    const untouched = await this.#build(isInside, signal);
    if (untouched.length === 0) return;
    // Whoever looked in the minute before the push has seen the old state.
    const { wait = pause } = this.#options;
    await wait(LOOKS_AGAIN_MS, signal);
    await this.#syncAll(untouched, signal);
  }

  async #build(
    wanted: (entity: Entity) => boolean,
    signal?: AbortSignal,
  ): Promise<Entity[]> {
    const untouched: Entity[] = [];
    for await (const entities of this.#pages()) {
      if (signal?.aborted) break;
      untouched.push(...(await this.#syncAll(entities.filter(wanted), signal)));
    }
    return untouched;
  }

  async *#pages(): AsyncGenerator<Entity[]> {
    const { auth, catalog } = this.#options;
    const filter = { [ANNOTATION]: { $exists: true } };
    let cursor: string | undefined;
    do {
      const credentials = await auth.getOwnServiceCredentials();
      const page = await catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE }
          : { query: filter, limit: PAGE, totalItems: 'exclude' },
        { credentials },
      );
      yield page.items;
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
  }

  /** Those that had nothing to build. */
  async #syncAll(entities: Entity[], signal?: AbortSignal): Promise<Entity[]> {
    const untouched: Entity[] = [];
    const queue = [...entities];
    const work = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        if (signal?.aborted) return;
        if (!(await this.#syncOne(next, signal))) untouched.push(next);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return untouched;
  }

  async #syncOne(entity: Entity, signal?: AbortSignal): Promise<boolean> {
    const { logger, sync } = this.#options;
    const ref = stringifyEntityRef(entity);
    try {
      const built = await sync.sync(getCompoundEntityRef(entity), signal);
      this.#failures.delete(ref);
      if (built) logger.info(`Built the documents of ${ref}`);
      return built;
    } catch (error) {
      // One entity's documents hold up no others, and one reason is told once.
      const reason = String(error);
      if (this.#failures.get(ref) !== reason) {
        this.#failures.set(ref, reason);
        logger.warn(`The documents of ${ref} were not built: ${reason}`);
      }
      return true;
    }
  }

  #isFrom(entity: Entity, repository: string): boolean {
    try {
      const { target } = getLocationForEntity(
        entity,
        this.#options.integrations,
      );
      return target.startsWith(repository);
    } catch {
      return false;
    }
  }
}

function pause(ms: number, signal?: AbortSignal): Promise<unknown> {
  return setTimeout(ms, undefined, { signal, ref: false });
}
