import { isResourcePermission } from '@backstage/plugin-permission-common';
import { environmentsPermissions } from './permissions';

describe('environmentsPermissions', () => {
  it('should name every permission, and on what it is decided', () => {
    expect(
      environmentsPermissions.map(permission => [
        permission.name,
        permission.attributes.action,
        isResourcePermission(permission) ? permission.resourceType : 'basic',
      ]),
    ).toEqual([
      ['environments.change.create', 'create', 'basic'],
      ['environments.change.approve', 'update', 'basic'],
      ['environments.change.read', 'read', 'basic'],
      ['environments.environment.read', 'read', 'catalog-entity'],
      ['environments.runs.report', 'create', 'basic'],
    ]);
  });
});
