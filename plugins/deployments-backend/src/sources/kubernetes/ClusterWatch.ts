import type { Refusal, Sighting } from '@portico/plugin-deployments-common';
import type { Names } from '../../names/Names';
import { mapLimited } from '../mapLimited';
import type { ChangeSink, MarkStore, SightingSink } from '../sinks';
import { refusalsOf } from './ClusterPicture';
import { ClusterReader } from './ClusterReader';
import type { ClusterOutcome } from './ClusterStatuses';
import { failingRun } from './failingRun';
import { type KubernetesClient, KubernetesError } from './KubernetesClient';
import { mergeRefusals } from './mergeRefusals';
import { PodLogs } from './PodLogs';
import type { ClusterConfig } from './readKubernetesConfig';
import { refusalOf } from './refusalOfProxy';
import { RolloutMemory } from './RolloutMemory';
import { rolloutOf } from './rolloutOf';
import {
  judge,
  type SeenGroup,
  seenGroups,
  type SightingContext,
  sightingsOf,
} from './sightingsOf';

/** What the watch over one cluster works with. */
export interface ClusterWatchOptions {
  cluster: string;
  config: ClusterConfig;
  /** How long the cluster may take to tell everything. */
  patienceMs: number;
  client: KubernetesClient;
  changes: ChangeSink;
  sightings: SightingSink;
  marks: MarkStore;
  now: () => Date;
}

/** Namespaces that are asked for their warnings in one round, and pods for their log. */
const MAX_WARNINGS = 5;
const MAX_LOGS = 5;
/** The namespaces that are asked where the configuration names none. */
const MAX_NAMESPACES = 20;

/** The rests of a cluster that fails: it is in the next round, then in every second one, and so on. */
const FIRST_REST_MS = 4_000;
const REST_MS = 30_000;

/** States in which events and logs say more than the objects. */
const IN_NEED = new Set<SeenGroup['health']['state']>([
  'rolling-out',
  'degraded',
  'failing',
  'rollout-failing',
  'rollout-failed',
]);

/** Looks at one cluster, and hands on what runs in it and what was rolled out. */
export class ClusterWatch {
  readonly #options: ClusterWatchOptions;
  readonly #reader: ClusterReader;
  readonly #logs: PodLogs;
  readonly #rollouts: RolloutMemory;
  #rest: { failures: number; until: number; error: KubernetesError } | null =
    null;

  static create(options: ClusterWatchOptions): ClusterWatch {
    return new ClusterWatch(options);
  }

  private constructor(options: ClusterWatchOptions) {
    const { client, cluster, now } = options;
    this.#options = options;
    this.#reader = ClusterReader.create({
      client,
      cluster,
      now: () => now().getTime(),
    });
    this.#logs = PodLogs.create(client, now);
    this.#rollouts = RolloutMemory.create(options);
  }

  /**
   * Looks once. Throws a KubernetesError where the cluster as a whole gives no answer; then
   * nothing is handed on. One that fails again and again is asked less and less often: each
   * question to it fills the log of the portal.
   */
  async look(
    names: Names,
    signal?: AbortSignal,
  ): Promise<Pick<ClusterOutcome, 'partly' | 'withoutEnvironment'>> {
    const now = this.#options.now().getTime();
    if (this.#rest && now < this.#rest.until) {
      throw this.#rest.error;
    }
    try {
      const seen = await this.#inTime(names, signal);
      this.#rest = null;
      return seen;
    } catch (error) {
      if (error instanceof KubernetesError) {
        const failures = (this.#rest?.failures ?? 0) + 1;
        const pause = Math.min(FIRST_REST_MS * 2 ** (failures - 1), REST_MS);
        this.#rest = { failures, until: now + pause, error };
      }
      throw error;
    }
  }

  async #inTime(
    names: Names,
    signal?: AbortSignal,
  ): Promise<Pick<ClusterOutcome, 'partly' | 'withoutEnvironment'>> {
    const { patienceMs } = this.#options;
    const end = new AbortController();
    const late = setTimeout(
      () =>
        end.abort(
          new KubernetesError(
            refusalOf(
              'down',
              'down',
              `It did not tell everything within ${patienceMs / 1_000} s.`,
            ),
          ),
        ),
      patienceMs,
    );
    const all = signal ? AbortSignal.any([signal, end.signal]) : end.signal;
    try {
      return await this.#see(names, all);
    } finally {
      clearTimeout(late);
      // What is still under way for a cluster that has failed is given up on.
      end.abort();
    }
  }

  async #see(
    names: Names,
    signal: AbortSignal,
  ): Promise<Pick<ClusterOutcome, 'partly' | 'withoutEnvironment'>> {
    const { cluster, config, sightings, now } = this.#options;
    const picture = await this.#reader.read(
      namespacesOf(config.namespaces, names),
      this.#rest !== null,
      signal,
    );
    const context = { cluster, config, names, now: now() };
    const seen = seenGroups(picture, context);
    const { groups, refusals } = await this.#withWarnings(
      seen.groups,
      context,
      signal,
    );
    const logs = await this.#lastLogs(groups, signal);
    await sightings.clusterSeen(
      cluster,
      groups.flatMap((group, index) =>
        sightingsOf(group, logs[index], context),
      ),
    );
    await this.#tellRollouts(groups);
    return {
      partly: mergeRefusals([...refusalsOf(picture), ...refusals]),
      withoutEnvironment: seen.withoutEnvironment,
    };
  }

  /** Judges once more what is in need, with the warnings of its namespace. */
  async #withWarnings(
    groups: readonly SeenGroup[],
    { now }: SightingContext,
    signal: AbortSignal,
  ): Promise<{ groups: SeenGroup[]; refusals: Refusal[] }> {
    const isInNeed = ({ health }: SeenGroup) => IN_NEED.has(health.state);
    const namespaces = [
      ...new Set(groups.filter(isInNeed).map(group => group.namespace)),
    ].slice(0, MAX_WARNINGS);
    const listings = new Map(
      await mapLimited(namespaces, 2, async namespace => {
        const listing = await this.#reader.readWarnings(namespace, signal);
        return [namespace, listing] as const;
      }),
    );
    const judged = groups.map(group => {
      const listing = listings.get(group.namespace);
      if (!isInNeed(group) || !listing) {
        return group;
      }
      const raw = { ...group.raw, events: listing.seen ? listing.items : null };
      const again = judge(raw, now);
      // Warnings only explain: one that can't be read takes nothing away.
      return again.lists ? { ...group, raw, ...again } : group;
    });
    const refusals = [...listings.values()].flatMap(listing =>
      listing.seen ? [] : [listing.refusal],
    );
    return { groups: judged, refusals };
  }

  async #lastLogs(
    groups: readonly SeenGroup[],
    signal: AbortSignal,
  ): Promise<Array<Sighting['lastLog']>> {
    const { cluster } = this.#options;
    let left = MAX_LOGS;
    return mapLimited(groups, 2, async ({ lists, health, namespace }) => {
      const run = lists && IN_NEED.has(health.state) ? failingRun(lists) : null;
      if (run === null) {
        return null;
      }
      const place = { cluster, namespace };
      const known = this.#logs.known(place, run);
      if (known !== undefined || left <= 0) {
        return known ?? null;
      }
      left -= 1;
      return this.#logs.lastLines(place, run, signal);
    });
  }

  async #tellRollouts(groups: readonly SeenGroup[]): Promise<void> {
    const { cluster, config } = this.#options;
    const rollouts = groups.flatMap(({ lists, ...group }) => {
      const place = { ...group, cluster, origin: config.origin };
      return (lists?.deployments ?? []).flatMap(deployment => {
        const rollout = rolloutOf(deployment, lists!, place);
        return rollout ? [{ rollout, place }] : [];
      });
    });
    await this.#rollouts.tell(rollouts);
  }
}

/** The namespaces that are asked where all at once are not allowed: the configured, else those of the components. */
function namespacesOf(configured: readonly string[], names: Names): string[] {
  const told = names.components.flatMap(({ namespace }) => namespace ?? []);
  return configured.length > 0
    ? [...configured]
    : [...new Set(told)].sort().slice(0, MAX_NAMESPACES);
}
