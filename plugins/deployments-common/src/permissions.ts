import { createPermission } from '@backstage/plugin-permission-common';

/** Whether somebody may read the deployments and the health of a component: decided on its entity. */
export const deploymentsReadPermission = createPermission({
  name: 'deployments.read',
  attributes: { action: 'read' },
  resourceType: 'catalog-entity',
});

/** Whether a pipeline may tell of deployments. */
export const deploymentsEventsCreatePermission = createPermission({
  name: 'deployments.events.create',
  attributes: { action: 'create' },
});

/** Whether somebody may promote or roll back a component: decided on its entity. */
export const deploymentsPromotePermission = createPermission({
  name: 'deployments.promote',
  attributes: { action: 'update' },
  resourceType: 'catalog-entity',
});

/** Whether somebody may tell of an incident. */
export const deploymentsIncidentsCreatePermission = createPermission({
  name: 'deployments.incidents.create',
  attributes: { action: 'create' },
});

/** All permissions of the deployments plugin. */
export const deploymentsPermissions = [
  deploymentsReadPermission,
  deploymentsEventsCreatePermission,
  deploymentsPromotePermission,
  deploymentsIncidentsCreatePermission,
];
