import { aBootstrap } from '../__testUtils__/aBootstrap';
import { policyOf } from '../__testUtils__/policies';
import { Check, deniesPlain, unprotected } from '../__testUtils__/protections';
import { resourcesOf } from '../__testUtils__/synthesized';
import { block, blocks } from '../document/attributes';

const KEY = '${aws_kms_key.state-store_key.arn}';
const BUCKET = '${aws_s3_bucket.state-store_bucket_bucket.arn}';
const ISSUER = 'token.actions.githubusercontent.com';

/** The environment that a role builds, by what may take it. */
function subject(policy: Record<string, unknown>): unknown {
  const condition = JSON.parse(JSON.stringify(policy.Condition));
  return condition.StringEquals?.[`${ISSUER}:sub`];
}

const CHECKS: readonly Check[] = [
  [
    'states are encrypted with a key of their own',
    'aws_s3_bucket_server_side_encryption_configuration',
    a =>
      block(
        blocks(a, 'rule')[0] ?? {},
        'apply_server_side_encryption_by_default',
      ).kms_master_key_id === KEY,
  ],
  [
    'the bucket of the states is not destroyed',
    'aws_s3_bucket',
    a =>
      a.force_destroy === false &&
      block(a, 'lifecycle').prevent_destroy === true,
  ],
  [
    'the key of the states is not destroyed',
    'aws_kms_key',
    a => block(a, 'lifecycle').prevent_destroy === true,
  ],
  [
    'the key of the states is rotated',
    'aws_kms_key',
    a => a.enable_key_rotation === true,
  ],
  [
    'what a state was can be read for a year',
    'aws_s3_bucket_lifecycle_configuration',
    a =>
      blocks(a, 'rule').every(rule => rule.expiration === undefined) &&
      blocks(a, 'rule').some(
        rule =>
          blocks(rule, 'noncurrent_version_expiration')[0]?.noncurrent_days ===
          365,
      ),
  ],
  [
    'nobody rewrites what a state was',
    'aws_s3_bucket_policy',
    a =>
      policyOf(a).some(
        ({ Effect, Action, Resource, Condition }) =>
          Effect === 'Deny' &&
          Action === 's3:DeleteObjectVersion' &&
          Resource === `${BUCKET}/*` &&
          Condition === undefined,
      ),
  ],
  [
    'states are not sent without TLS',
    'aws_s3_bucket_policy',
    a => deniesPlain(a),
  ],
  [
    'who builds one environment is kept out of the state of another',
    'aws_s3_bucket_policy',
    a => {
      const borders = policyOf(a).filter(({ NotResource }) => NotResource);
      return (
        borders.length === 2 &&
        ['dev', 'prod'].every(name =>
          borders.some(
            ({ Effect, Principal, Action, NotResource }) =>
              Effect === 'Deny' &&
              JSON.stringify(Principal) ===
                `{"AWS":"\${aws_iam_role.github_${name}_role.arn}"}` &&
              JSON.stringify(Action) ===
                '["s3:GetObject*","s3:PutObject*","s3:DeleteObject*"]' &&
              NotResource === `${BUCKET}/environments/${name}/*`,
          ),
        )
      );
    },
  ],
  [
    'who builds an environment writes its own state alone',
    'aws_iam_role_policy',
    (a, resources) =>
      policyOf(a)
        .filter(({ Action }) => JSON.stringify(Action).includes('s3:PutObject'))
        .every(({ Resource }) => {
          const trust = policyOf(
            resources.referenced(a, 'role')?.attributes ?? {},
            'assume_role_policy',
          );
          const name = String(subject(trust[0])).split(':').at(-1);
          const state = `${BUCKET}/environments/${name}/terraform.tfstate`;
          return Resource === state || Resource === `${state}.tflock`;
        }),
  ],
  [
    'who builds an environment deletes nothing but its lock',
    'aws_iam_role_policy',
    a =>
      policyOf(a)
        .filter(({ Action }) => JSON.stringify(Action).includes('Delete'))
        .every(({ Resource }) => String(Resource).endsWith('.tflock')),
  ],
  [
    'workflows of one repository and one environment alone build',
    'aws_iam_role',
    a =>
      policyOf(a, 'assume_role_policy').every(
        ({ Condition }) =>
          JSON.stringify(Condition) ===
          JSON.stringify({
            StringEquals: {
              [`${ISSUER}:aud`]: 'sts.amazonaws.com',
              [`${ISSUER}:sub`]: `repo:acme/platform:environment:${
                /-(dev|prod)-/.exec(String(a.name))?.[1]
              }`,
            },
          }),
      ),
  ],
  [
    'AWS takes tokens of GitHub that were made for it alone',
    'aws_iam_openid_connect_provider',
    a =>
      a.url === `https://${ISSUER}` &&
      JSON.stringify(a.client_id_list) === '["sts.amazonaws.com"]',
  ],
];

describe('protections of the bootstrap', () => {
  const bootstrap = [resourcesOf(aBootstrap())];

  it.each(CHECKS)('%s', (...check) => {
    expect(unprotected(check, bootstrap)).toEqual([]);
  });
});
