import { EnvironmentSpec } from '@portico/plugin-environments-common';
import { aSpec } from '../../__testUtils__/aSpec';
import { mayRead } from '../../__testUtils__/mayRead';
import { policyOf } from '../../__testUtils__/policies';
import { ACCOUNT, KEY } from '../../__testUtils__/protections';
import { resourcesOf } from '../../__testUtils__/synthesized';

const PERMISSION =
  'aws_iam_role_policy.cluster_workloads_external-secrets_permission';

const spec = aSpec({
  registry: { repositories: ['user', 'order'] },
  edge: { waf: {}, services: [{ name: 'order', paths: ['/v1/orders'] }] },
});

function statementsOf(of: EnvironmentSpec) {
  return policyOf(resourcesOf(of).get(PERMISSION)?.attributes ?? {});
}

const statements = statementsOf(spec);

/** A secret as Secrets Manager names it, with six characters at its end. */
function secret(name: string, place = `us-west-2:${ACCOUNT}`): string {
  return `arn:aws:secretsmanager:${place}:secret:${name}-a1B2c3`;
}

const OWN = ['dev/shop', 'dev/user-service', 'dev/order-service'];

const OTHERS = [
  ['of another environment', secret('prod/order-service')],
  ['of an environment that is called alike', secret('dev-ada/order-service')],
  ['of a service that is not here', secret('dev/payment-service')],
  ['that is called alike', secret('dev/order-service-old')],
  ['below it', secret('dev/order-service/old')],
  ['of something else in the environment', secret('dev/terraform')],
  ['of another region', secret('dev/shop', `eu-west-1:${ACCOUNT}`)],
  ['of another account', secret('dev/shop', 'us-west-2:210987654321')],
] as const;

describe('the secrets of services', () => {
  it.each(OWN)('should be read for pods: %s', name => {
    expect(mayRead(statements, secret(name))).toBe(true);
  });

  it.each(OTHERS)('should not be read where they are those %s', (_, arn) => {
    expect(mayRead(statements, arn)).toBe(false);
  });

  it.each([
    [`arn:aws:secretsmanager:us-west-2:${ACCOUNT}:secret:dev/*`, 4],
    [`arn:aws:secretsmanager:us-west-2:${ACCOUNT}:secret:*-service-??????`, 3],
    [`arn:aws:secretsmanager:*:*:secret:dev/shop-??????`, 2],
    ['*', OTHERS.length],
  ])('should be found open in a twin that reads %s', (pattern, open) => {
    const twin = statements.map(statement =>
      JSON.stringify(statement.Action).includes('GetSecretValue')
        ? { ...statement, Resource: [pattern] }
        : statement,
    );
    expect(OTHERS.filter(([, arn]) => mayRead(twin, arn)).length).toBe(open);
  });

  it('should be opened by Secrets Manager alone, with the key of the environment', () => {
    expect(statements.slice(1)).toEqual([
      {
        Effect: 'Allow',
        Action: 'kms:Decrypt',
        Resource: KEY,
        Condition: {
          StringEquals: {
            'kms:ViaService': 'secretsmanager.us-west-2.amazonaws.com',
          },
        },
      },
    ]);
  });

  it('should be those of what is reached from outside where images are kept elsewhere', () => {
    const elsewhere = statementsOf(
      aSpec({ edge: { services: [{ name: 'user', paths: ['/v1/users'] }] } }),
    );
    expect(mayRead(elsewhere, secret('dev/user-service'))).toBe(true);
    expect(mayRead(elsewhere, secret('dev/order-service'))).toBe(false);
  });

  it('should be read even where the environment makes none itself', () => {
    const bare = statementsOf(
      aSpec({
        database: undefined,
        registry: { repositories: ['user'] },
      }),
    );
    expect(mayRead(bare, secret('dev/user-service'))).toBe(true);
  });

  it('should not be asked for where there is no service', () => {
    expect(mayRead(statementsOf(aSpec()), secret('dev/shop'))).toBe(false);
  });
});
