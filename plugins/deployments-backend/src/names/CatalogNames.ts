import { setTimeout as delay } from 'node:timers/promises';
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { COMPONENT_FIELDS, componentOf } from './componentOf';
import { Names } from './Names';
import type { NamesConfig } from './readNamesConfig';

/** What the names are made of. */
export interface CatalogNamesOptions {
  catalog: Pick<CatalogService, 'streamEntities'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  config: NamesConfig;
  logger: Pick<LoggerService, 'warn'>;
  /** How long the catalog may take. */
  patienceMs?: number;
  now?: () => number;
}

const PATIENCE_MS = 10_000;
/** Names live this long, and those of an empty catalog, which is one that fills, not so long. */
const FRESH_MS = 60_000;
const FRESH_EMPTY_MS = 5_000;
/** A catalog that fails is not asked again before. */
const PAUSE_MS = 10_000;

/** The names of components and environments, from the catalog by the plugin's own login. */
export class CatalogNames {
  readonly #options: CatalogNamesOptions;
  #known: Names | null = null;
  #askAgainAt = 0;
  #readAt = -Infinity;
  #reading: Promise<Names> | null = null;

  static create(options: CatalogNamesOptions): CatalogNames {
    return new CatalogNames(options);
  }

  private constructor(options: CatalogNamesOptions) {
    this.#options = options;
  }

  /**
   * The names as they are known: at most a minute old, or the last that were read where the
   * catalog fails. Throws a ServiceUnavailableError where it has failed from the start, because
   * without names everything would look unknown.
   */
  async current(): Promise<Names> {
    if (this.#known && this.#now() < this.#askAgainAt) {
      return this.#known;
    }
    return this.#readOnce();
  }

  /**
   * The names for whoever missed one in those that are known: at most five seconds old, since a
   * new service tells of its first deployment as soon as it is there.
   */
  async fresher(): Promise<Names> {
    const isFresh = this.#now() - this.#readAt < FRESH_EMPTY_MS;
    return this.#known && isFresh ? this.#known : this.#readOnce();
  }

  async #readOnce(): Promise<Names> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(): Promise<Names> {
    try {
      const names = await this.#inTime();
      const isEmpty = names.components.length === 0;
      this.#known = names;
      this.#readAt = this.#now();
      this.#askAgainAt = this.#now() + (isEmpty ? FRESH_EMPTY_MS : FRESH_MS);
      return names;
    } catch (error) {
      const { message } = toError(error);
      if (!this.#known) {
        throw new ServiceUnavailableError(
          `The catalog could not be read: ${message}`,
          error,
        );
      }
      this.#options.logger.warn(
        `The catalog could not be read, so the names of before are kept: ${message}`,
      );
      this.#readAt = this.#now();
      this.#askAgainAt = this.#readAt + PAUSE_MS;
      return this.#known;
    }
  }

  async #inTime(): Promise<Names> {
    const { patienceMs = PATIENCE_MS } = this.#options;
    const done = new AbortController();
    const late = delay(patienceMs, undefined, { signal: done.signal }).then(
      () => {
        throw new Error(`it did not answer within ${patienceMs / 1_000} s`);
      },
    );
    try {
      return await Promise.race([this.#ask(), late]);
    } finally {
      late.catch(() => {});
      done.abort();
    }
  }

  async #ask(): Promise<Names> {
    const { catalog, auth, config } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const pages = catalog.streamEntities(
      {
        filter: [
          { kind: 'component' },
          { kind: 'resource', 'spec.type': 'environment' },
        ],
        fields: COMPONENT_FIELDS,
      },
      { credentials },
    );
    const entities: Entity[] = [];
    for await (const page of pages) {
      entities.push(...page);
    }
    const isComponent = ({ kind }: Entity) =>
      kind.toLowerCase() === 'component';
    return Names.create(
      entities.filter(isComponent).map(componentOf),
      entities
        .filter(entity => !isComponent(entity))
        .map(({ metadata }) => metadata.name),
      config,
    );
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}
