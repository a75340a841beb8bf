import { policyDocument } from './policyDocument';

/** Whose word AWS takes for who a workflow is. */
const ISSUER = 'token.actions.githubusercontent.com';

/** The address of the identity provider of GitHub. */
export const GITHUB_ISSUER_URL = `https://${ISSUER}`;

/** For whom its tokens must have been made. */
export const GITHUB_AUDIENCE = 'sts.amazonaws.com';

/** A workflow, by where it comes from and what it runs for. */
export interface Workflow {
  readonly environment: string;
  readonly accountId: string;
  /** The repository on GitHub, such as `acme/platform`. */
  readonly repository: string;
}

/** The policy by which workflows of one repository that run for one environment may take a role. */
export function trustWorkflow({
  environment,
  accountId,
  repository,
}: Workflow): string {
  return policyDocument({
    Effect: 'Allow',
    Principal: {
      Federated: `arn:aws:iam::${accountId}:oidc-provider/${ISSUER}`,
    },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      // Equal and not alike: a pattern lets other branches and repositories in.
      StringEquals: {
        [`${ISSUER}:aud`]: GITHUB_AUDIENCE,
        [`${ISSUER}:sub`]: `repo:${repository}:environment:${environment}`,
      },
    },
  });
}
