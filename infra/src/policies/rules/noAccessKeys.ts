import { PolicyRule } from '../PolicyRule';

/** Nobody and nothing holds a key to the account that never ends. */
export const noAccessKeys: PolicyRule = {
  id: 'no-access-keys',
  severity: 'blocker',
  title: 'There must be no access keys',
  why: 'A key never ends, its secret stands in the state of Terraform, and it works from anywhere for whoever finds it.',
  fix: 'Let people sign in, workflows trust by OpenID Connect, and pods by Pod Identity.',
  check: ({ resources }) =>
    resources
      .ofType('aws_iam_access_key')
      .map(({ address }) => ({ resource: address })),
};
