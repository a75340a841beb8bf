import { createApiRef } from '@backstage/frontend-plugin-api';
import type { TimelineLane } from './TimelineLane';

/** The lanes that the plugins of an app bring. */
export interface TimelineLanesApi {
  /** The lanes, the topmost first. */
  getLanes(): readonly TimelineLane[];
}

/** Where the timeline reads its lanes; plugin `timeline` implements it. */
export const timelineLanesApiRef = createApiRef<TimelineLanesApi>().with({
  id: 'plugin.timeline.lanes',
  pluginId: 'timeline',
});
