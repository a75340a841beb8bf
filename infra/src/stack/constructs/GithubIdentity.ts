import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { Construct } from 'constructs';
import { GITHUB_AUDIENCE, GITHUB_ISSUER_URL } from './workflowTrust';

/** Makes AWS take GitHub's word for which workflow is asking, so that there is no key to lose; once an account. */
export class GithubIdentity extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new IamOpenidConnectProvider(this, 'provider', {
      url: GITHUB_ISSUER_URL,
      clientIdList: [GITHUB_AUDIENCE],
    });
  }
}
