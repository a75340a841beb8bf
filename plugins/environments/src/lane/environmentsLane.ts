import { environmentsChangeReadPermission } from '@portico/plugin-environments-common';
import {
  fetchLane,
  TimelineLaneBlueprint,
} from '@portico/plugin-timeline-react';

/** What happened to environments, on the timeline of an app that has one. */
export const environmentsLane = TimelineLaneBlueprint.make({
  params: {
    id: 'environments',
    title: 'Environment changes',
    order: 50,
    permission: environmentsChangeReadPermission.name,
    load: (apis, query) => fetchLane(apis, 'environments', query),
  },
});
