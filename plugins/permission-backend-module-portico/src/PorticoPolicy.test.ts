import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogPermissions } from '@backstage/plugin-catalog-common/alpha';
import { kubernetesPermissions } from '@backstage/plugin-kubernetes-common';
import {
  AuthorizeResult,
  Permission,
} from '@backstage/plugin-permission-common';
import { scaffolderPermissions } from '@backstage/plugin-scaffolder-common/alpha';
import { deploymentsPermissions } from '@portico/plugin-deployments-common';
import { environmentsPermissions } from '@portico/plugin-environments-common';
import { PorticoPolicy } from './PorticoPolicy';
import { POLICY_TABLE } from './policyTable';

const GROUPS = {
  ada: ['group:default/checkout'],
  grace: ['group:default/platform', 'group:default/platform-approvers'],
  margaret: ['group:default/finops', 'group:default/platform-approvers'],
  nobody: [],
};
type Person = keyof typeof GROUPS;

const KNOWN: Permission[] = [
  ...catalogPermissions,
  ...scaffolderPermissions,
  ...environmentsPermissions,
  ...deploymentsPermissions,
  ...kubernetesPermissions,
];

const infoOf = (name: Person) => ({
  userEntityRef: `user:default/${name}`,
  ownershipEntityRefs: [`user:default/${name}`, ...GROUPS[name]],
});

async function decide(permission: Permission, name: Person) {
  const info = infoOf(name);
  const policy = PorticoPolicy.create({
    userInfo: { getUserInfo: async () => info },
  });
  return policy.handle(
    { permission },
    { credentials: mockCredentials.user(info.userEntityRef), info },
  );
}

function known(name: string): Permission {
  const permission = KNOWN.find(candidate => candidate.name === name);
  if (!permission) {
    throw new Error(`No plugin knows the permission ${name}`);
  }
  return permission;
}

const A = AuthorizeResult.ALLOW;
const C = AuthorizeResult.CONDITIONAL;
const D = AuthorizeResult.DENY;

/** The whole policy as people read it: one row a permission, one column a person. */
const EXPECTED: Array<
  [string, ...Array<AuthorizeResult.ALLOW | typeof C | typeof D>]
> = [
  // permission                           ada grace margaret nobody
  ['catalog.entity.read', A, A, A, A],
  ['catalog.entity.validate', A, A, A, A],
  ['catalog.entity.refresh', C, A, C, C],
  ['catalog.entity.create', D, A, D, D],
  ['catalog.entity.delete', D, A, D, D],
  ['catalog.location.read', A, A, A, A],
  ['catalog.location.create', D, A, D, D],
  ['catalog.location.analyze', D, A, D, D],
  ['catalog.location.delete', D, A, D, D],
  ['catalog.ingestion.read', D, A, D, D],
  ['catalog.ingestion.manage', D, A, D, D],
  ['scaffolder.template.parameter.read', A, A, A, A],
  ['scaffolder.template.step.read', A, A, A, A],
  ['scaffolder.template.management', D, A, D, D],
  ['scaffolder.template.dry-run', D, A, D, D],
  ['scaffolder.action.execute', A, A, A, A],
  ['scaffolder.task.create', A, A, A, A],
  ['scaffolder.task.read', C, A, C, C],
  ['scaffolder.task.cancel', C, A, C, C],
  ['environments.environment.read', A, A, A, A],
  ['environments.change.create', A, A, A, A],
  ['environments.change.read', A, A, A, A],
  ['environments.change.approve', D, A, A, D],
  // Machines report runs with their own tokens, people do not.
  ['environments.runs.report', D, D, D, D],
  ['deployments.read', A, A, A, A],
  ['deployments.promote', C, A, C, C],
  // So do they deployments.
  ['deployments.events.create', D, D, D, D],
  ['deployments.incidents.create', A, A, D, D],
  ['kubernetes.clusters.read', A, A, A, A],
  ['kubernetes.resources.read', A, A, A, A],
  ['kubernetes.proxy', A, A, D, D],
];

describe('PorticoPolicy', () => {
  it.each(EXPECTED)('should decide %s', async (name, ...expected) => {
    const people: Person[] = ['ada', 'grace', 'margaret', 'nobody'];
    const decisions = await Promise.all(
      people.map(person => decide(known(name), person)),
    );
    expect(decisions.map(decision => decision.result)).toEqual(expected);
  });

  it('should be tested for every permission that the plugins know', () => {
    const tested = EXPECTED.map(([name]) => name).sort();
    expect(tested).toEqual([...new Set(KNOWN.map(p => p.name))].sort());
  });

  it('should name each permission once, and only known ones', () => {
    const names = POLICY_TABLE.map(row => row.permission);
    expect(new Set(names).size).toBe(names.length);
    names.forEach(known);
  });

  it('should leave entities to their owners', async () => {
    expect(await decide(known('catalog.entity.refresh'), 'ada')).toEqual({
      result: C,
      pluginId: 'catalog',
      resourceType: 'catalog-entity',
      conditions: {
        resourceType: 'catalog-entity',
        rule: 'IS_ENTITY_OWNER',
        params: { claims: ['user:default/ada', 'group:default/checkout'] },
      },
    });
  });

  it('should leave tasks to those who started them', async () => {
    expect(await decide(known('scaffolder.task.read'), 'ada')).toEqual({
      result: C,
      pluginId: 'scaffolder',
      resourceType: 'scaffolder-task',
      conditions: {
        resourceType: 'scaffolder-task',
        rule: 'IS_TASK_OWNER',
        params: { createdBy: ['user:default/ada'] },
      },
    });
  });

  it('should deny what nobody wrote down, and whoever is not signed in', async () => {
    const unknown: Permission = {
      type: 'basic',
      name: 'something.new',
      attributes: {},
    };
    expect(await decide(unknown, 'grace')).toEqual({ result: D });

    const policy = PorticoPolicy.create({
      userInfo: { getUserInfo: async () => infoOf('grace') },
    });
    expect(
      await policy.handle({ permission: known('catalog.entity.read') }),
    ).toEqual({ result: D });
  });

  it('should deny, not allow, an `own` grant of what has no owner', async () => {
    const info = infoOf('ada');
    const policy = PorticoPolicy.create({
      userInfo: { getUserInfo: async () => info },
      table: [
        { permission: 'catalog.location.create', everyone: 'own', why: '' },
      ],
    });
    expect(
      await policy.handle(
        { permission: known('catalog.location.create') },
        { credentials: mockCredentials.user(), info },
      ),
    ).toEqual({ result: D });
  });
});
