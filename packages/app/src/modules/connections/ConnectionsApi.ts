import { createApiRef } from '@backstage/frontend-plugin-api';
import type { SourceStatus } from '@portico/plugin-timeline-common';

/** What one plugin of the backend said of its sources. */
export type PluginAnswer = { plugin: string } & (
  | { outcome: 'told'; items: SourceStatus[] }
  | { outcome: 'not-installed' }
  | { outcome: 'not-allowed' }
  | { outcome: 'failed'; reason: string }
);

/** Asks the plugins of the backend how their sources do. */
export interface ConnectionsApi {
  /** An answer for every plugin; fails only where nobody answers at all. */
  list(): Promise<PluginAnswer[]>;
  /** Asks one source now. */
  test(plugin: string, sourceId: string): Promise<SourceStatus>;
}

/** Asks the plugins of the backend how their sources do. */
export const connectionsApiRef = createApiRef<ConnectionsApi>().with({
  id: 'plugin.connections.sources',
  pluginId: 'connections',
});
