import { LoggerService } from '@backstage/backend-plugin-api';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  EnvironmentList,
  EnvironmentView,
} from '@portico/plugin-environments-common';
import { toEntity } from './toEntity';

/** What the provider reads environments from. */
export type EnvironmentSource = { list(): Promise<EnvironmentList> };

/** Which environments an event says have changed or gone. */
export type EnvironmentsChanged = { changed: string[]; removed: string[] };

/**
 * Brings environments into the catalog as Resources.
 *
 * An answer that failed changes nothing, and only a complete one may remove
 * anything: an empty list because the Git host is down must not empty the
 * catalog.
 */
export class EnvironmentProvider implements EntityProvider {
  readonly #source: EnvironmentSource;
  readonly #logger: LoggerService;
  #connection?: EntityProviderConnection;

  static create(options: { source: EnvironmentSource; logger: LoggerService }) {
    return new EnvironmentProvider(options.source, options.logger);
  }

  private constructor(source: EnvironmentSource, logger: LoggerService) {
    this.#source = source;
    this.#logger = logger;
  }

  getProviderName() {
    return 'environments';
  }

  async connect(connection: EntityProviderConnection) {
    this.#connection = connection;
  }

  /** Reads every environment; throws when they can't be read. */
  async refresh(): Promise<void> {
    if (!this.#connection) {
      return;
    }
    const { items, complete } = await this.#source.list();
    if (complete) {
      await this.#connection.applyMutation({
        type: 'full',
        entities: items.map(item => this.#deferred(item)),
      });
      return;
    }
    this.#logger.warn(
      'The list of environments is not complete: nothing is removed from the catalog',
    );
    await this.#connection.applyMutation({
      type: 'delta',
      added: items.map(item => this.#deferred(item)),
      removed: [],
    });
  }

  /** Reads again what an event named; throws when it can't be read. */
  async apply({ changed, removed }: EnvironmentsChanged): Promise<void> {
    if (!this.#connection) {
      return;
    }
    const { items, complete } = await this.#source.list();
    const listed = new Set(items.map(item => item.name));
    await this.#connection.applyMutation({
      type: 'delta',
      added: items
        .filter(item => changed.includes(item.name))
        .map(item => this.#deferred(item)),
      removed: complete
        ? removed
            .filter(name => !listed.has(name))
            .map(name => ({ entityRef: `resource:default/${name}` }))
        : [],
    });
  }

  #deferred(view: EnvironmentView) {
    return { entity: toEntity(view), locationKey: this.getProviderName() };
  }
}
