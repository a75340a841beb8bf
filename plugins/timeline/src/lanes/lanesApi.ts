import {
  ApiBlueprint,
  createExtensionInput,
} from '@backstage/frontend-plugin-api';
import {
  TimelineLaneBlueprint,
  timelineLanesApiRef,
} from '@portico/plugin-timeline-react';
import { orderLanes } from './orderLanes';

/** Collects the lanes that the plugins of an app bring. */
export const lanesApi = ApiBlueprint.makeWithOverrides({
  name: 'lanes',
  inputs: {
    lanes: createExtensionInput([TimelineLaneBlueprint.dataRefs.lane]),
  },
  factory: (original, { inputs }) => {
    const lanes = orderLanes(
      inputs.lanes.map(lane => lane.get(TimelineLaneBlueprint.dataRefs.lane)),
    );
    return original(defineParams =>
      defineParams({
        api: timelineLanesApiRef,
        deps: {},
        factory: () => ({ getLanes: () => lanes }),
      }),
    );
  },
});
