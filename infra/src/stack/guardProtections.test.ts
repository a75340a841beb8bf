import { policyOf } from '../__testUtils__/policies';
import {
  ACCOUNT,
  Check,
  KEY,
  forServices,
  unprotected,
} from '../__testUtils__/protections';

import { text } from '../document/attributes';

const ISSUER = 'token.actions.githubusercontent.com';

const CHECKS: readonly Check[] = [
  [
    'services of AWS use the key for this account alone',
    'aws_kms_key',
    a =>
      forServices(a).every(({ Condition }) =>
        JSON.stringify(Condition ?? {}).includes(ACCOUNT),
      ),
  ],
  [
    'the trail is encrypted with the key',
    'aws_cloudtrail',
    a => a.kms_key_id === KEY,
  ],
  [
    'the trail sees every region',
    'aws_cloudtrail',
    a => a.is_multi_region_trail === true,
  ],
  [
    'the trail sees what belongs to no region',
    'aws_cloudtrail',
    a => a.include_global_service_events === true,
  ],
  [
    'the trail is not changed unnoticed',
    'aws_cloudtrail',
    a => a.enable_log_file_validation === true,
  ],
  ['the trail is written', 'aws_cloudtrail', a => a.enable_logging === true],
  [
    'workflows of one repository and one environment alone deploy',
    'aws_iam_role',
    a =>
      policyOf(a, 'assume_role_policy')
        .filter(({ Principal }) => JSON.stringify(Principal).includes(ISSUER))
        .every(
          ({ Condition }) =>
            JSON.stringify(Condition) ===
            JSON.stringify({
              StringEquals: {
                [`${ISSUER}:aud`]: 'sts.amazonaws.com',
                [`${ISSUER}:sub`]: 'repo:acme/platform:environment:prod',
              },
            }),
        ),
  ],
  [
    'who deploys cannot say who may enter the cluster',
    'aws_eks_access_policy_association',
    a =>
      !text(a, 'principal_arn')?.includes('.security_deploy_') ||
      a.policy_arn ===
        'arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy',
  ],
  [
    'who deploys pushes to the repositories of the environment alone',
    'aws_iam_role_policy',
    a =>
      policyOf(a)
        .filter(({ Action }) => JSON.stringify(Action).includes('ecr:PutImage'))
        .every(({ Resource }) => !JSON.stringify(Resource).includes('*')),
  ],
  [
    'who deploys looks at the cluster of the environment alone',
    'aws_iam_role_policy',
    a =>
      policyOf(a)
        .filter(({ Action }) => Action === 'eks:DescribeCluster')
        .every(({ Resource }) => Resource !== '*'),
  ],
];

describe('protections of the trail, the key and the deploy role', () => {
  it.each(CHECKS)('%s', (...check) => {
    expect(unprotected(check)).toEqual([]);
  });
});
