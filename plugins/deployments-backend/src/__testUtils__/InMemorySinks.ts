import {
  changeKey,
  type DeploymentChange,
  foldChanges,
  type Sighting,
} from '@portico/plugin-deployments-common';
import type { SourceState } from '@portico/plugin-timeline-common';
import type { ChangeSink, MarkStore, SightingSink } from '../sources/sinks';

/** Keeps in memory what sources tell, by the rules of the stores. */
export class InMemorySinks implements ChangeSink, SightingSink, MarkStore {
  readonly changes = new Map<string, DeploymentChange>();
  readonly sightings = new Map<string, readonly Sighting[]>();
  readonly unseen = new Map<string, { state: SourceState; reason: string }>();
  readonly marks = new Map<string, string>();
  /** How many changes were recorded, with those that were there already. */
  recorded = 0;
  puts = 0;
  known: readonly string[] = [];
  /** What keeping changes fails with. */
  failure: Error | null = null;

  async record(changes: readonly DeploymentChange[]) {
    if (this.failure) {
      throw this.failure;
    }
    this.recorded += changes.length;
    const before = this.changes.size;
    changes.forEach(change => this.changes.set(changeKey(change), change));
    return { duplicates: changes.length - (this.changes.size - before) };
  }

  /** The records that the changes make together. */
  get records() {
    return foldChanges([...this.changes.values()]);
  }

  async clusterSeen(cluster: string, sightings: readonly Sighting[]) {
    this.sightings.set(cluster, sightings);
    this.unseen.delete(cluster);
  }

  async clusterUnseen(
    cluster: string,
    source: { state: SourceState; reason: string },
  ) {
    this.unseen.set(cluster, { state: source.state, reason: source.reason });
  }

  async clustersKnown(clusters: readonly string[]) {
    this.known = clusters;
    [...this.sightings.keys()]
      .filter(name => !clusters.includes(name))
      .forEach(name => this.sightings.delete(name));
  }

  async get(key: string) {
    return this.marks.get(key) ?? null;
  }

  async put(key: string, value: string) {
    this.puts += 1;
    this.marks.set(key, value);
  }
}
