import { mapLimited } from '../mapLimited';
import {
  type ClusterPicture,
  type KindListing,
  wholeRefusal,
} from './ClusterPicture';
import {
  ENVIRONMENT_LABEL,
  KINDS,
  type Kind,
  KUBERNETES_ID,
  pathOf,
} from './kinds';
import { type KubernetesClient, KubernetesError } from './KubernetesClient';
import { type ListQuestion, type Listing, listObjects } from './listObjects';

/** What the reader works with. */
export interface ClusterReaderOptions {
  client: KubernetesClient;
  cluster: string;
  now: () => number;
}

/** Calls to one cluster at a time. */
const PARALLEL = 5;
const MAX_PAGES = 10;
/** What changes seldom is asked for once a minute. */
const SELDOM_MS = 60_000;

/** Reads one cluster, and remembers what it refuses, so that it is not asked for it all the time. */
export class ClusterReader {
  readonly #options: ClusterReaderOptions;
  /** Until when the kinds are asked for by namespace, by their names. */
  readonly #byNamespaceUntil = new Map<string, number>();
  #environments: { until: number; known: ReadonlyMap<string, string> } | null =
    null;

  static create(options: ClusterReaderOptions): ClusterReader {
    return new ClusterReader(options);
  }

  private constructor(options: ClusterReaderOptions) {
    this.#options = options;
  }

  /**
   * Reads all kinds.
   *
   * @param namespaces - those that are asked where all at once are not allowed
   * @param isDoubtful - asks for one kind before the others, since it may well fail
   * @throws KubernetesError where the cluster as a whole gives no answer
   */
  async read(
    namespaces: readonly string[],
    isDoubtful: boolean,
    signal: AbortSignal,
  ): Promise<ClusterPicture> {
    const read = async (kind: Kind) => ({
      name: kind.name,
      listing: await this.#readKind(kind, namespaces, signal),
    });
    const [first, ...others] = KINDS;
    const tried = isDoubtful ? [await read(first)] : [];
    const [environments, listings] = await Promise.all([
      this.#readEnvironments(signal),
      mapLimited(isDoubtful ? others : KINDS, PARALLEL, read),
    ]);
    const kinds = new Map(
      [...tried, ...listings].map(({ name, listing }) => [name, listing]),
    );
    const picture = { kinds, environments };
    const refusal = wholeRefusal(picture);
    if (refusal) {
      throw new KubernetesError(refusal);
    }
    return picture;
  }

  /**
   * The warnings that a namespace tells of its objects. They only explain what is seen without
   * them, so a cluster that does not give them gave all the rest.
   */
  async readWarnings(namespace: string, signal: AbortSignal): Promise<Listing> {
    try {
      return await this.#list(
        {
          path: pathOf({ name: 'events', api: '/api/v1' }, namespace),
          fieldSelector: 'type=Warning',
          maxPages: 2,
        },
        signal,
      );
    } catch (error) {
      if (error instanceof KubernetesError) {
        return { seen: false, refusal: error.refusal };
      }
      throw error;
    }
  }

  async #readKind(
    kind: Kind,
    namespaces: readonly string[],
    signal: AbortSignal,
  ): Promise<KindListing> {
    const question = (namespace: string | null): ListQuestion => ({
      path: pathOf(kind, namespace),
      maxPages: MAX_PAGES,
      ...(kind.labelled && { labelSelector: KUBERNETES_ID }),
    });
    const { now } = this.#options;
    const isForbidden = (this.#byNamespaceUntil.get(kind.name) ?? 0) > now();
    if (!isForbidden || namespaces.length === 0) {
      const listing = await this.#list(question(null), signal);
      const isRefused = !listing.seen && listing.refusal.kind === 'not-allowed';
      if (!isRefused || namespaces.length === 0) {
        return { scope: 'cluster', listing };
      }
      this.#byNamespaceUntil.set(kind.name, now() + SELDOM_MS);
    }
    const listings = await mapLimited(namespaces, 2, async namespace => ({
      namespace,
      listing: await this.#list(question(namespace), signal),
    }));
    return {
      scope: 'namespaces',
      listings: new Map(
        listings.map(({ namespace, listing }) => [namespace, listing] as const),
      ),
    };
  }

  /** By the labels of namespaces; none where they may not be read. */
  async #readEnvironments(
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, string>> {
    const { now } = this.#options;
    if (this.#environments && this.#environments.until > now()) {
      return this.#environments.known;
    }
    const listing = await this.#list(
      {
        path: '/api/v1/namespaces',
        labelSelector: ENVIRONMENT_LABEL,
        maxPages: MAX_PAGES,
      },
      signal,
    );
    const known = new Map(
      (listing.seen ? listing.items : []).flatMap(({ metadata }) => {
        const environment = metadata.labels?.[ENVIRONMENT_LABEL];
        return environment ? [[metadata.name, environment] as const] : [];
      }),
    );
    this.#environments = { until: now() + SELDOM_MS, known };
    return known;
  }

  async #list(question: ListQuestion, signal: AbortSignal): Promise<Listing> {
    const { client, cluster } = this.#options;
    return listObjects(question, path => client.get(cluster, path, signal));
  }
}
