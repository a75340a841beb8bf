import { aSpec } from '../../__testUtils__/aSpec';
import { policyOf } from '../../__testUtils__/policies';
import {
  only,
  resourcesOf,
  synthesized,
} from '../../__testUtils__/synthesized';

const ROLE = 'aws_iam_role.cluster_workloads_';

function namesOf(spec: Parameters<typeof resourcesOf>[0]) {
  return resourcesOf(spec)
    .ofType('aws_iam_role')
    .filter(({ address }) => address.startsWith(ROLE))
    .map(({ attributes }) => attributes.name);
}

describe('WorkloadRoles', () => {
  it('should know the issuer of the cluster without a thumbprint', () => {
    const { attributes } = only(
      resourcesOf(aSpec()),
      'aws_iam_openid_connect_provider',
    );
    expect(attributes).toMatchObject({
      url: '${aws_eks_cluster.cluster_cluster.identity[0].oidc[0].issuer}',
      client_id_list: ['sts.amazonaws.com'],
    });
    expect(attributes.thumbprint_list).toBe(undefined);
    expect(synthesized(aSpec()).locals).toEqual({
      cluster_workloads_issuer_host:
        '${replace(aws_eks_cluster.cluster_cluster.identity[0].oidc[0].issuer, "https://", "")}',
    });
  });

  it('should give a role to each of what the pipeline installs, and tell it', () => {
    expect(namesOf(aSpec())).toEqual([
      'dev-load-balancer',
      'dev-autoscaler',
      'dev-secrets',
    ]);
    expect(synthesized(aSpec()).output).toMatchObject({
      workload_roles: {
        value: {
          'cluster-autoscaler': `\${${ROLE}cluster-autoscaler_role.arn}`,
          'aws-load-balancer-controller': `\${${ROLE}aws-load-balancer-controller_role.arn}`,
          'external-secrets': `\${${ROLE}external-secrets_role.arn}`,
        },
      },
    });
  });

  it('should give none for what the environment does not have', () => {
    expect(
      namesOf(
        aSpec({ edge: undefined, database: undefined, cache: undefined }),
      ),
    ).toEqual(['dev-autoscaler']);
    expect(namesOf(aSpec({ cluster: undefined }))).toEqual([]);
  });

  it('should let the password of the database be read', () => {
    expect(
      policyOf(
        resourcesOf(aSpec()).get(
          'aws_iam_role_policy.cluster_workloads_external-secrets_permission',
        )?.attributes ?? {},
      )[0],
    ).toMatchObject({
      Resource: expect.arrayContaining([
        '${aws_db_instance.database_instance.master_user_secret[0].secret_arn}',
      ]),
    });
  });

  it('should let the token of the cache be read where there is one', () => {
    const permission = policyOf(
      resourcesOf(aSpec({ cache: { engine: 'redis', authToken: true } })).get(
        'aws_iam_role_policy.cluster_workloads_external-secrets_permission',
      )?.attributes ?? {},
    )[0];
    expect(permission.Resource).toContain(
      '${aws_secretsmanager_secret.cache_token_secret.arn}',
    );
  });
});
