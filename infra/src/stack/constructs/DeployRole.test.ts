import { aSpec } from '../../__testUtils__/aSpec';
import { policyOf } from '../../__testUtils__/policies';
import { only, resourcesOf } from '../../__testUtils__/synthesized';

const ROLE = 'aws_iam_role.security_deploy_role';
const ISSUER = 'token.actions.githubusercontent.com';

function resources() {
  return resourcesOf(
    aSpec({
      security: { deployFrom: 'acme/platform' },
      registry: { repositories: ['order'] },
    }),
  );
}

describe('DeployRole', () => {
  it('should let in workflows of one repository for one environment, and nobody else', () => {
    const [trust, ...others] = policyOf(
      resources().get(ROLE)?.attributes ?? {},
      'assume_role_policy',
    );
    expect(others).toEqual([]);
    expect(trust).toEqual({
      Effect: 'Allow',
      Principal: {
        Federated: `arn:aws:iam::\${data.aws_caller_identity.security_account.account_id}:oidc-provider/${ISSUER}`,
      },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          [`${ISSUER}:aud`]: 'sts.amazonaws.com',
          [`${ISSUER}:sub`]: 'repo:acme/platform:environment:dev',
        },
      },
    });
  });

  it('should push to the repositories of the environment and find its cluster, no more', () => {
    const statements = policyOf(
      resources().get('aws_iam_role_policy.security_deploy_permission')
        ?.attributes ?? {},
    );
    expect(statements.map(({ Resource }) => Resource)).toEqual([
      '${aws_eks_cluster.cluster_cluster.arn}',
      '*',
      ['${aws_ecr_repository.registry_order.arn}'],
    ]);
    expect(statements[1].Action).toBe('ecr:GetAuthorizationToken');
    expect(JSON.stringify(statements)).not.toMatch(/Action":"[a-z]*:?\*/);
  });

  it('should change what runs in the cluster, and not who may do so', () => {
    const index = resources();
    expect(
      only(index, 'aws_eks_access_policy_association').attributes,
    ).toMatchObject({
      principal_arn:
        '${aws_eks_access_entry.security_deploy_access.principal_arn}',
      policy_arn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy',
    });
    expect(only(index, 'aws_eks_access_entry').attributes).toMatchObject({
      principal_arn: `\${${ROLE}.arn}`,
      kubernetes_groups: ['portico-deployers'],
    });
  });

  it('should not be there where no repository is named', () => {
    expect(resourcesOf(aSpec()).get(ROLE)).toBe(undefined);
  });
});
