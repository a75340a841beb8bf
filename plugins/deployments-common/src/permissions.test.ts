import { isResourcePermission } from '@backstage/plugin-permission-common';
import { deploymentsPermissions } from './permissions';

describe('deploymentsPermissions', () => {
  it('should name every permission, and on what it is decided', () => {
    expect(
      deploymentsPermissions.map(permission => [
        permission.name,
        permission.attributes.action,
        isResourcePermission(permission) ? permission.resourceType : 'basic',
      ]),
    ).toEqual([
      ['deployments.read', 'read', 'catalog-entity'],
      ['deployments.events.create', 'create', 'basic'],
      ['deployments.promote', 'update', 'catalog-entity'],
      ['deployments.incidents.create', 'create', 'basic'],
    ]);
  });
});
