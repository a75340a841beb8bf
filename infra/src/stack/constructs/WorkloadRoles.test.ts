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

  it('should let each service publish, and take from its own queue alone', () => {
    const spec = aSpec({
      registry: { repositories: ['user', 'order'] },
      events: { topics: [{ name: 'shop', queues: ['order', 'payment'] }] },
    });
    const permissions = (name: string) =>
      policyOf(
        resourcesOf(spec).get(
          `aws_iam_role_policy.cluster_workloads_${name}_permission`,
        )?.attributes ?? {},
      );
    const topic = ['${aws_sns_topic.events_topic-shop_topic.arn}'];
    const key = {
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Condition: {
        StringEquals: {
          'kms:ViaService': [
            'sns.us-west-2.amazonaws.com',
            'sqs.us-west-2.amazonaws.com',
          ],
        },
      },
    };
    expect(permissions('order-service')).toMatchObject([
      { Action: 'sns:Publish', Resource: topic },
      { Resource: ['${aws_sqs_queue.events_queue-shop_order_queue.arn}'] },
      key,
    ]);
    expect(permissions('user-service')).toMatchObject([
      { Action: 'sns:Publish', Resource: topic },
      key,
    ]);
    expect(synthesized(spec).output).toMatchObject({
      workload_roles: {
        value: { 'order-service': `\${${ROLE}order-service_role.arn}` },
      },
    });
    expect(
      policyOf(
        resourcesOf(spec).get(`${ROLE}order-service_role`)?.attributes ?? {},
        'assume_role_policy',
      )[0].Condition,
    ).toMatchObject({
      StringEquals: {
        '${local.cluster_workloads_issuer_host}:sub':
          'system:serviceaccount:shop:order-service',
      },
    });
  });

  it('should give services none where there are no events', () => {
    expect(
      namesOf(aSpec({ registry: { repositories: ['order'] } })),
    ).not.toContain('dev-order-service');
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
