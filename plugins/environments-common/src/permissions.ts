import { createPermission } from '@backstage/plugin-permission-common';

/** Whether somebody may ask for a change; the environment may not exist yet. */
export const environmentsChangeCreatePermission = createPermission({
  name: 'environments.change.create',
  attributes: { action: 'create' },
});

/** Whether somebody may decide on changes; which ones, the approval rules tell. */
export const environmentsChangeApprovePermission = createPermission({
  name: 'environments.change.approve',
  attributes: { action: 'update' },
});

/** Whether somebody may read changes: their own, their group's and those they may decide on. */
export const environmentsChangeReadPermission = createPermission({
  name: 'environments.change.read',
  attributes: { action: 'read' },
});

/** Whether somebody may read an environment: decided on its entity in the catalog. */
export const environmentsEnvironmentReadPermission = createPermission({
  name: 'environments.environment.read',
  attributes: { action: 'read' },
  resourceType: 'catalog-entity',
});

/** Whether a pipeline may report its runs. */
export const environmentsRunsReportPermission = createPermission({
  name: 'environments.runs.report',
  attributes: { action: 'create' },
});

/** All permissions of the environments plugin. */
export const environmentsPermissions = [
  environmentsChangeCreatePermission,
  environmentsChangeApprovePermission,
  environmentsChangeReadPermission,
  environmentsEnvironmentReadPermission,
  environmentsRunsReportPermission,
];
