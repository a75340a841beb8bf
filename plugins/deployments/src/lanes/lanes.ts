import { deploymentsReadPermission } from '@portico/plugin-deployments-common';
import { TimelineLaneBlueprint } from '@portico/plugin-timeline-react';
import { loadLane } from './loadLane';

/** What was deployed, on the timeline. */
export const deploymentsLane = TimelineLaneBlueprint.make({
  params: {
    id: 'deployments',
    title: 'Deployments',
    order: 10,
    permission: deploymentsReadPermission.name,
    load: (apis, query) => loadLane('deployments', apis, query),
  },
});

/** When something did not do what it should, on the timeline. */
export const incidentsLane = TimelineLaneBlueprint.make({
  name: 'incidents',
  params: {
    id: 'incidents',
    title: 'Incidents',
    order: 20,
    permission: deploymentsReadPermission.name,
    load: (apis, query) => loadLane('incidents', apis, query),
  },
});
