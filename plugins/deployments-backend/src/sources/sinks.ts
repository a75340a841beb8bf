import type {
  DeploymentChange,
  Sighting,
} from '@portico/plugin-deployments-common';
import type { SourceState } from '@portico/plugin-timeline-common';

/** Where the sources put what they were told of deployments. */
export interface ChangeSink {
  /**
   * Keeps changes, each once by its key, in one transaction. When it returns, nothing of it
   * is lost by a killed portal.
   *
   * @returns how many of them were there already
   */
  record(changes: readonly DeploymentChange[]): Promise<{ duplicates: number }>;
}

/** Where the watch over the clusters puts what runs. */
export interface SightingSink {
  /**
   * What one cluster told of all components. Those that it tells of no longer are
   * forgotten, so pass only a whole answer; a list that was not seen is `notSeen` in the
   * health of the component.
   */
  clusterSeen(cluster: string, sightings: readonly Sighting[]): Promise<void>;
  /**
   * A cluster could not be asked. What it told before stays, with its age and this reason.
   */
  clusterUnseen(
    cluster: string,
    source: { state: SourceState; reason: string },
  ): Promise<void>;
  /** The clusters that are configured; what others told before is forgotten. */
  clustersKnown(clusters: readonly string[]): Promise<void>;
}

/** Small texts that a source keeps between two rounds and over a restart, such as an ETag. */
export interface MarkStore {
  get(key: string): Promise<string | null>;
  put(key: string, value: string): Promise<void>;
}
