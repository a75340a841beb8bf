import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { BootstrapSpec } from '@portico/plugin-environments-common';
import { Construct } from 'constructs';
import { CostTags } from './constructs/CostTags';
import { EnvironmentOutput } from './constructs/EnvironmentPart';
import { GithubIdentity } from './constructs/GithubIdentity';
import { ProvisionRole } from './constructs/ProvisionRole';
import { StateStore } from './constructs/StateStore';
import { PorticoStack } from './PorticoStack';
import { BOOTSTRAP_STATE_KEY } from './constructs/StateBackend';

/** What an account needs once, before its first environment. */
export class BootstrapStack extends PorticoStack {
  constructor(scope: Construct, { metadata, spec }: BootstrapSpec) {
    super(scope, metadata.name, {
      region: spec.region,
      tags: { ...spec.tags, owner: metadata.owner, 'managed-by': 'portico' },
      stateKey: spec.state === 'bucket' ? BOOTSTRAP_STATE_KEY : undefined,
    });
    const account = new DataAwsCallerIdentity(this, 'account', {});
    const { accountId } = account;
    const roles = this.#provisionRoles(spec, accountId);
    const store = new StateStore(this, 'state-store', {
      region: spec.region,
      accountId,
      borders: bucketArn => roles.map(role => role.border(bucketArn)),
    });
    for (const role of roles) role.allowState(store.bucketArn, store.keyArn);
    if (spec.costTags) new CostTags(this, 'cost-tags');
    this.tell([...store.outputs, ...rolesOutput(roles)]);
  }

  #provisionRoles(
    { provision }: BootstrapSpec['spec'],
    accountId: string,
  ): ProvisionRole[] {
    if (!provision) return [];
    const github = new GithubIdentity(this, 'github');
    const { environments, repository, policyArns } = provision;
    return environments.map(
      environment =>
        new ProvisionRole(github, environment, {
          environment,
          accountId,
          repository,
          policyArns,
        }),
    );
  }
}

function rolesOutput(roles: readonly ProvisionRole[]): EnvironmentOutput[] {
  if (roles.length === 0) return [];
  return [
    {
      name: 'provision_roles',
      description: 'The roles of the workflows that build the environments',
      value: Object.fromEntries(
        roles.map(({ environment, arn }) => [environment, arn]),
      ),
    },
  ];
}
