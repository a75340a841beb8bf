/** What a row of the table answers for the people it names. */
export type Grant = 'allow' | 'own';

/**
 * One permission and who has it. `everyone` is everybody who is signed in;
 * `groups` adds to it for the members of a group. `own` means: for what one
 * owns (entities) or started oneself (tasks). Nobody else has it, and a
 * permission without a row nobody has at all.
 */
export type PolicyRow = {
  permission: string;
  everyone?: Grant;
  groups?: Record<string, Grant>;
  why: string;
};

const CHECKOUT = 'group:default/checkout';
const STOREFRONT = 'group:default/storefront';
const PLATFORM = 'group:default/platform';
const APPROVERS = 'group:default/platform-approvers';
const FINOPS = 'group:default/finops';

/** The policy of the platform: who may see and do what. */
export const POLICY_TABLE: readonly PolicyRow[] = [
  // Catalog
  {
    permission: 'catalog.entity.read',
    everyone: 'allow',
    why: 'Everybody finds every service, its owner and its environments',
  },
  {
    permission: 'catalog.entity.validate',
    everyone: 'allow',
    why: 'Checking a catalog file changes nothing',
  },
  {
    permission: 'catalog.entity.refresh',
    everyone: 'own',
    groups: { [PLATFORM]: 'allow' },
    why: 'Owners read their own files again',
  },
  {
    permission: 'catalog.entity.create',
    groups: { [PLATFORM]: 'allow' },
    why: 'What the catalog holds comes from Git, the platform team adds places',
  },
  {
    permission: 'catalog.entity.delete',
    groups: { [PLATFORM]: 'allow' },
    why: 'Removing an entity hides it from everybody',
  },
  {
    permission: 'catalog.location.read',
    everyone: 'allow',
    why: 'Everybody sees which file an entity comes from',
  },
  {
    permission: 'catalog.location.create',
    groups: { [PLATFORM]: 'allow' },
    why: 'A new place makes the portal read from it with its own access',
  },
  {
    permission: 'catalog.location.analyze',
    groups: { [PLATFORM]: 'allow' },
    why: 'A new place makes the portal read from it with its own access',
  },
  {
    permission: 'catalog.location.delete',
    groups: { [PLATFORM]: 'allow' },
    why: 'Removing a place removes all that came from it',
  },
  {
    permission: 'catalog.ingestion.read',
    groups: { [PLATFORM]: 'allow' },
    why: 'How the catalog is filled concerns those who run it',
  },
  {
    permission: 'catalog.ingestion.manage',
    groups: { [PLATFORM]: 'allow' },
    why: 'How the catalog is filled concerns those who run it',
  },

  // Templates
  {
    permission: 'scaffolder.template.parameter.read',
    everyone: 'allow',
    why: 'Everybody may fill in a form',
  },
  {
    permission: 'scaffolder.template.step.read',
    everyone: 'allow',
    why: 'Everybody may read what a template does',
  },
  {
    permission: 'scaffolder.template.management',
    groups: { [PLATFORM]: 'allow' },
    why: 'The template editor is for those who write templates',
  },
  {
    permission: 'scaffolder.template.dry-run',
    groups: { [PLATFORM]: 'allow' },
    why: 'A dry run executes any template that one hands in',
  },
  {
    permission: 'scaffolder.action.execute',
    everyone: 'allow',
    why: 'The action itself asks again for what it is about to do',
  },
  {
    permission: 'scaffolder.task.create',
    everyone: 'allow',
    why: 'Everybody may start a template',
  },
  {
    permission: 'scaffolder.task.read',
    everyone: 'own',
    groups: { [PLATFORM]: 'allow' },
    why: 'A run holds what somebody typed',
  },
  {
    permission: 'scaffolder.task.cancel',
    everyone: 'own',
    groups: { [PLATFORM]: 'allow' },
    why: 'Who started it may stop it',
  },

  // Environments
  {
    permission: 'environments.environment.read',
    everyone: 'allow',
    why: 'Everybody finds every environment, as they find every service',
  },
  {
    permission: 'environments.change.create',
    everyone: 'allow',
    why: 'Everybody may ask; policy decides who must agree',
  },
  {
    permission: 'environments.change.read',
    everyone: 'allow',
    why: 'The service shows a change to its requester, owner and approvers',
  },
  {
    permission: 'environments.change.approve',
    groups: { [PLATFORM]: 'allow', [APPROVERS]: 'allow', [FINOPS]: 'allow' },
    why: 'Which of these groups, and that it is not the requester, is decided change by change',
  },

  // Deployments
  {
    permission: 'deployments.read',
    everyone: 'allow',
    why: 'Everybody sees which version of a service runs where, and how it does',
  },
  {
    permission: 'deployments.promote',
    everyone: 'own',
    groups: { [PLATFORM]: 'allow' },
    why: 'Who owns a service asks for its versions; the pull request is reviewed as any other',
  },
  {
    permission: 'deployments.incidents.create',
    groups: { [CHECKOUT]: 'allow', [STOREFRONT]: 'allow', [PLATFORM]: 'allow' },
    why: 'Those who run services tell of what broke',
  },

  // Kubernetes
  {
    permission: 'kubernetes.clusters.read',
    everyone: 'allow',
    why: 'Everybody sees which clusters there are',
  },
  {
    permission: 'kubernetes.resources.read',
    everyone: 'allow',
    why: 'Everybody sees what runs of a service, and whether it is well',
  },
  {
    permission: 'kubernetes.proxy',
    groups: { [CHECKOUT]: 'allow', [STOREFRONT]: 'allow', [PLATFORM]: 'allow' },
    why: 'Logs come this way, and with them whatever the account of the portal may do in the cluster: for those who run services',
  },
];
