import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Refusal } from '@portico/plugin-deployments-common';
import type { CatalogNames } from '../../names/CatalogNames';
import type { Names } from '../../names/Names';
import type { ChangeSink, MarkStore, SightingSink } from '../sinks';
import { type ClusterOutcome, ClusterStatuses } from './ClusterStatuses';
import { ClusterWatch } from './ClusterWatch';
import {
  type KnownCluster,
  type KubernetesClient,
  KubernetesError,
} from './KubernetesClient';
import { type KubernetesConfig, UNCONFIGURED } from './readKubernetesConfig';
import { refusalOf } from './refusalOfProxy';
import { signInOf } from './signInOf';

/** What the watch works with. */
export interface KubernetesWatchOptions {
  client: KubernetesClient;
  config: KubernetesConfig;
  names: Pick<CatalogNames, 'current'>;
  changes: ChangeSink;
  sightings: SightingSink;
  marks: MarkStore;
  logger: Pick<LoggerService, 'warn' | 'debug'>;
  now?: () => Date;
}

/** Looks at what runs in all clusters, in rounds; a cluster that fails holds no other one up. */
export class KubernetesWatch {
  readonly #options: KubernetesWatchOptions;
  readonly #now: () => Date;
  readonly #watches = new Map<string, ClusterWatch>();
  readonly #statuses: ClusterStatuses;
  /** Why the last round saw no cluster, as it was logged. */
  #logged: string | null = null;

  static create(options: KubernetesWatchOptions): KubernetesWatch {
    return new KubernetesWatch(options);
  }

  private constructor(options: KubernetesWatchOptions) {
    const { now = () => new Date(), marks } = options;
    this.#options = options;
    this.#now = now;
    this.#statuses = ClusterStatuses.create(marks, now);
  }

  /** How asking the clusters goes, as the portal that asks them found it. */
  async statuses() {
    return this.#statuses.list();
  }

  /** Looks once. It throws only where its own stores fail. */
  async round(signal?: AbortSignal): Promise<void> {
    const { client, sightings, names: source } = this.#options;
    let clusters: KnownCluster[];
    let names: Names;
    try {
      [clusters, names] = await Promise.all([
        client.listClusters(signal),
        source.current(),
      ]);
    } catch (error) {
      await this.#nothingKnown(refusalIn(error));
      return;
    }
    this.#logged = null;
    await sightings.clustersKnown(clusters.map(({ name }) => name));
    const outcomes = await Promise.all(
      clusters.map(cluster => this.#look(cluster, names, signal)),
    );
    await this.#statuses.write(outcomes);
    const broken = outcomes.find(({ fault }) => fault !== null);
    if (broken) {
      throw broken.fault;
    }
  }

  /** Which clusters there are could not be had: what was told of them before stays. */
  async #nothingKnown(refusal: Refusal): Promise<void> {
    const { sightings, logger } = this.#options;
    if (this.#logged !== refusal.reason) {
      // Once, and not in each round of an app without clusters.
      logger.warn(`The clusters could not be looked at: ${refusal.reason}`);
      this.#logged = refusal.reason;
    }
    for (const name of await this.#statuses.writeUnknown(refusal)) {
      await sightings.clusterUnseen(name, refusal);
    }
  }

  async #look(
    cluster: KnownCluster,
    names: Names,
    signal: AbortSignal | undefined,
  ): Promise<ClusterOutcome> {
    const { config, sightings } = this.#options;
    const own = config.clusters.get(cluster.name) ?? UNCONFIGURED;
    const outcome = {
      cluster,
      origin: own.origin,
      refusal: null,
      partly: null,
      withoutEnvironment: [],
      fault: null,
    };
    try {
      const refused = signInOf(cluster);
      if (refused) {
        throw new KubernetesError(refused);
      }
      const watch = this.#watchOf(cluster.name);
      return { ...outcome, ...(await watch.look(names, signal)) };
    } catch (error) {
      if (error instanceof KubernetesError) {
        await sightings.clusterUnseen(cluster.name, error.refusal);
        return { ...outcome, refusal: error.refusal };
      }
      return {
        ...outcome,
        refusal: refusalIn(error),
        fault: toError(error),
      };
    }
  }

  /** What is remembered of a cluster is there from round to round. */
  #watchOf(cluster: string): ClusterWatch {
    const { config } = this.#options;
    const watch =
      this.#watches.get(cluster) ??
      ClusterWatch.create({
        ...this.#options,
        cluster,
        config: config.clusters.get(cluster) ?? UNCONFIGURED,
        patienceMs: config.patienceMs,
        now: this.#now,
      });
    this.#watches.set(cluster, watch);
    return watch;
  }
}

function refusalIn(error: unknown): Refusal {
  return error instanceof KubernetesError
    ? error.refusal
    : refusalOf('down', 'unknown', `${toError(error).message}.`);
}
