import {
  createExtensionBlueprint,
  createExtensionDataRef,
} from '@backstage/frontend-plugin-api';
import type { TimelineLane } from './TimelineLane';

const laneDataRef = createExtensionDataRef<TimelineLane>().with({
  id: 'timeline.lane',
});

/**
 * Brings a lane to the timeline. In an app without plugin `timeline` there is nothing that
 * the lane attaches to, and it is never made.
 */
export const TimelineLaneBlueprint = createExtensionBlueprint({
  kind: 'timeline-lane',
  attachTo: { id: 'api:timeline/lanes', input: 'lanes' },
  output: [laneDataRef],
  dataRefs: { lane: laneDataRef },
  *factory(lane: TimelineLane) {
    yield laneDataRef(lane);
  },
});
