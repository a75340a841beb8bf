import {
  ENVIRONMENTS,
  environmentFile,
} from '../__testUtils__/environmentFile';
import { valueAt } from '../__testUtils__/kustomize/fieldPath';
import { mayRead } from '../__testUtils__/mayRead';
import { policyOf } from '../__testUtils__/policies';
import { ACCOUNT } from '../__testUtils__/protections';
import { aShop, listAt, named, ofKind } from '../__testUtils__/shop/Shop';
import { resourcesOf } from '../__testUtils__/synthesized';
import { text } from '../document/attributes';
import { ResourceIndex } from '../document/ResourceIndex';

type Environment = (typeof ENVIRONMENTS)[number];

const PERMISSION =
  'aws_iam_role_policy.cluster_workloads_external-secrets_permission';

/** The names of the secrets that an overlay asks for, whole. */
function asked(environment: Environment): string[] {
  const shop = aShop(environment);
  const store = named(shop, 'SecretStore', 'environment');
  const prefix = String(valueAt(store ?? {}, 'spec.provider.aws.prefix'));
  const names = ofKind(shop, 'ExternalSecret').flatMap(secret =>
    listAt(secret, 'spec.data').map(
      entry => `${prefix}${String(valueAt(entry, 'remoteRef.key'))}`,
    ),
  );
  return [...new Set(names)].sort();
}

/** The ARN of a secret: of one that the stack makes as it refers to it, of another as Secrets Manager would name it. */
function arnOf(name: string, resources: ResourceIndex): string {
  const made = resources
    .ofType('aws_secretsmanager_secret')
    .find(({ attributes }) => text(attributes, 'name') === name);
  return made
    ? `\${${made.address}.arn}`
    : `arn:aws:secretsmanager:us-west-2:${ACCOUNT}:secret:${name}-a1B2c3`;
}

/** The secrets that an overlay asks for and the stack of another (or the same) environment does not let it read. */
function refused(overlay: Environment, stack: Environment): string[] {
  const resources = resourcesOf(environmentFile(stack));
  const statements = policyOf(resources.get(PERMISSION)?.attributes ?? {});
  return asked(overlay).filter(
    name => !mayRead(statements, arnOf(name, resources)),
  );
}

describe('the secrets of the shop', () => {
  it.each(ENVIRONMENTS)('should all be read in %s', environment => {
    expect(asked(environment).length).toBeGreaterThanOrEqual(6);
    expect(refused(environment, environment)).toEqual([]);
  });

  it('should be read in their own environment alone', () => {
    expect(refused('prod', 'dev')).toEqual(asked('prod'));
    expect(refused('dev', 'staging')).toEqual(asked('dev'));
  });
});
