import { aBootstrap } from '../__testUtils__/aBootstrap';
import { only, resourcesOf, synthesized } from '../__testUtils__/synthesized';

describe('BootstrapStack', () => {
  it('should keep its own state on the machine until the bucket is there', () => {
    expect(synthesized(aBootstrap()).terraform).not.toHaveProperty('backend');
    expect(
      synthesized(aBootstrap({ state: 'bucket' })).terraform,
    ).toMatchObject({
      backend: {
        s3: {
          key: 'bootstrap/terraform.tfstate',
          encrypt: true,
          use_lockfile: true,
        },
      },
    });
  });

  it('should tell what an environment needs to find its state', () => {
    expect(synthesized(aBootstrap()).output).toEqual({
      state_config: {
        description: 'What `terraform init -backend-config` needs to know',
        value: [
          'bucket = "${aws_s3_bucket.state-store_bucket_bucket.bucket}"',
          'region = "us-west-2"',
          'kms_key_id = "${aws_kms_key.state-store_key.arn}"',
          '',
        ].join('\n'),
      },
      provision_roles: {
        description: 'The roles of the workflows that build the environments',
        value: {
          dev: '${aws_iam_role.github_dev_role.arn}',
          prod: '${aws_iam_role.github_prod_role.arn}',
        },
      },
    });
  });

  it('should name the bucket after the account, which no other account can take', () => {
    expect(only(resourcesOf(aBootstrap()), 'aws_s3_bucket').attributes).toEqual(
      expect.objectContaining({
        bucket: 'portico-state-${data.aws_caller_identity.account.account_id}',
      }),
    );
  });

  it('should make nothing but the store where nobody else is named', () => {
    const resources = resourcesOf(
      aBootstrap({ provision: undefined, costTags: false }),
    );
    expect([...new Set(resources.all().map(({ module }) => module))]).toEqual([
      'state-store',
    ]);
  });

  it('should give roles the policies that were named, two of one name too', () => {
    const resources = resourcesOf(
      aBootstrap({
        provision: {
          repository: 'acme/platform',
          environments: ['dev'],
          policyArns: [
            'arn:aws:iam::aws:policy/PowerUserAccess',
            'arn:aws:iam::111122223333:policy/PowerUserAccess',
          ],
        },
      }),
    );
    expect(
      resources
        .ofType('aws_iam_role_policy_attachment')
        .map(({ attributes }) => attributes.policy_arn),
    ).toEqual([
      'arn:aws:iam::111122223333:policy/PowerUserAccess',
      'arn:aws:iam::aws:policy/PowerUserAccess',
    ]);
  });
});
