import { policyOf } from '../__testUtils__/policies';
import { ACCOUNT, Check, KEY, unprotected } from '../__testUtils__/protections';
import { block, text } from '../document/attributes';
import { Attributes } from '../document/TerraformDocument';

const ISSUER =
  '${aws_iam_openid_connect_provider.cluster_workloads_issuer.arn}';
const HOST = '${local.cluster_workloads_issuer_host}';
const CLUSTER = '${aws_eks_cluster.cluster_cluster.name}';
const POLICIES = 'arn:aws:eks::aws:cluster-access-policy/';

const PINNED = [
  'kube-system:cluster-autoscaler',
  'kube-system:aws-load-balancer-controller',
  'external-secrets:external-secrets',
  'shop:order-service',
  'shop:payment-service',
].map(account =>
  JSON.stringify({
    StringEquals: {
      [`${HOST}:aud`]: 'sts.amazonaws.com',
      [`${HOST}:sub`]: `system:serviceaccount:${account}`,
    },
  }),
);

const OF_THE_STACK = /^\$\{aws_[^*]+\}$/;

/** The secrets of the services that the environment has, each by its whole name. */
const OF_SERVICES = ['shop', 'order-service', 'payment-service'].map(
  name =>
    `arn:aws:secretsmanager:us-west-2:${ACCOUNT}:secret:prod/${name}-??????`,
);

/** The statements of a policy that allow some action. */
function allowing(attributes: Attributes, action: string) {
  return policyOf(attributes).filter(
    ({ Effect, Action }) =>
      Effect === 'Allow' && JSON.stringify(Action).includes(action),
  );
}

/** What lets pods of the cluster open things with a key. */
function opening(attributes: Attributes) {
  return text(attributes, 'role')?.includes('.cluster_workloads_')
    ? allowing(attributes, 'kms:Decrypt')
    : [];
}

const CHECKS: readonly Check[] = [
  [
    'pods do not get the role of their node',
    'aws_launch_template',
    a => block(a, 'metadata_options').http_put_response_hop_limit === 1,
  ],
  [
    'roles of pods are for one service account alone',
    'aws_iam_role',
    a =>
      policyOf(a, 'assume_role_policy')
        .filter(({ Principal }) => JSON.stringify(Principal).includes(ISSUER))
        .every(({ Condition }) => PINNED.includes(JSON.stringify(Condition))),
  ],
  [
    'the issuer of the cluster speaks to AWS alone',
    'aws_iam_openid_connect_provider',
    a => JSON.stringify(a.client_id_list) === '["sts.amazonaws.com"]',
  ],
  [
    'the autoscaler moves the groups of this cluster alone',
    'aws_iam_role_policy',
    a =>
      allowing(a, 'autoscaling:SetDesiredCapacity').every(
        ({ Condition }) =>
          JSON.stringify(Condition) ===
          JSON.stringify({
            StringEquals: {
              'aws:ResourceTag/k8s.io/cluster-autoscaler/enabled': 'true',
              [`aws:ResourceTag/k8s.io/cluster-autoscaler/${CLUSTER}`]: 'owned',
            },
          }),
      ),
  ],
  [
    'pods register at the load balancer of this environment alone',
    'aws_iam_role_policy',
    a =>
      allowing(a, 'elasticloadbalancing:RegisterTargets').every(
        ({ Resource }) =>
          Array.isArray(Resource) &&
          Resource.every(arn =>
            /^\$\{aws_lb_target_group\.edge_targets[\w-]*\.arn\}$/.test(
              String(arn),
            ),
          ),
      ),
  ],
  [
    'the load balancer is made and changed by Terraform alone',
    'aws_iam_role_policy',
    a =>
      !/elasticloadbalancing:(?!Describe|(De)?[Rr]egisterTargets")/.test(
        JSON.stringify(policyOf(a)),
      ),
  ],
  [
    'pods read the secrets of this environment alone',
    'aws_iam_role_policy',
    a =>
      allowing(a, 'secretsmanager:GetSecretValue').every(
        ({ Resource }) =>
          Array.isArray(Resource) &&
          Resource.every(
            arn => OF_THE_STACK.test(arn) || OF_SERVICES.includes(arn),
          ),
      ),
  ],
  [
    'pods open secrets where they lie and nothing else',
    'aws_iam_role_policy',
    a =>
      opening(a)
        .filter(() => allowing(a, 'secretsmanager:').length > 0)
        .every(
          ({ Resource, Condition }) =>
            Resource === KEY &&
            JSON.stringify(Condition) ===
              '{"StringEquals":{"kms:ViaService":"secretsmanager.us-west-2.amazonaws.com"}}',
        ),
  ],
  [
    'services open events where they are and nothing else',
    'aws_iam_role_policy',
    a =>
      opening(a)
        .filter(() => allowing(a, 'secretsmanager:').length === 0)
        .every(
          ({ Resource, Condition }) =>
            Resource === KEY &&
            JSON.stringify(Condition) ===
              '{"StringEquals":{"kms:ViaService":["sns.us-west-2.amazonaws.com","sqs.us-west-2.amazonaws.com"]}}',
        ),
  ],
  [
    'services tell and take events of this environment alone',
    'aws_iam_role_policy',
    a =>
      ['sns:Publish', 'sqs:ReceiveMessage']
        .flatMap(action => allowing(a, action))
        .every(({ Resource }) =>
          [Resource]
            .flat()
            .every(arn => /^\$\{aws_s[nq]s_[^*]+\}$/.test(String(arn))),
        ),
  ],
  [
    'who is let into the cluster may do what the spec says and no more',
    'aws_eks_access_policy_association',
    a => {
      const who = text(a, 'principal_arn') ?? '';
      if (!who.includes('.cluster_access_')) return true;
      const level = who.includes('_on-call-') ? 'Edit' : 'View';
      return a.policy_arn === `${POLICIES}AmazonEKS${level}Policy`;
    },
  ],
];

describe('protections of the cluster and its pods', () => {
  it.each(CHECKS)('%s', (...check) => {
    expect(unprotected(check)).toEqual([]);
  });
});
