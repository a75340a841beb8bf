import { aFullSpec } from '../../__testUtils__/aSpec';
import { policyOf } from '../../__testUtils__/policies';
import { synthesized } from '../../__testUtils__/synthesized';
import { withAttributes } from '../../__testUtils__/withAttributes';
import {
  block,
  blocks,
  isRecord,
  reference,
  text,
} from '../../document/attributes';
import { ResourceIndex } from '../../document/ResourceIndex';
import {
  Attributes,
  TerraformDocument,
  listResources,
} from '../../document/TerraformDocument';

/*
 * Faults that others have met in public, each shown not to be here and, by a
 * twin that has it, to be found where it is.
 */

const document = synthesized(aFullSpec());

function globalAlias({ provider = {} }: TerraformDocument): string | undefined {
  const alias = blocks(provider, 'aws').find(
    ({ region, alias: name }) => region === 'us-east-1' && name !== undefined,
  )?.alias;
  return alias === undefined ? undefined : `aws.${alias}`;
}

// aws-solutions/aws-waf-security-automations#300 and #187, hashicorp/terraform-provider-aws#40893
describe('a web ACL of CloudFront', () => {
  function misplaced(judged: TerraformDocument): string[] {
    const index = ResourceIndex.of(judged);
    const acls = index
      .ofType('aws_wafv2_web_acl')
      .filter(({ attributes }) => attributes.scope === 'CLOUDFRONT');
    const elsewhere = acls.filter(
      ({ attributes }) => attributes.provider !== globalAlias(judged),
    );
    const associated = index
      .ofType('aws_wafv2_web_acl_association')
      .filter(({ attributes }) =>
        acls.some(
          ({ address }) => reference(attributes, 'web_acl_arn') === address,
        ),
      );
    const open = index
      .ofType('aws_cloudfront_distribution')
      .filter(({ attributes }) =>
        acls.every(
          ({ address }) => reference(attributes, 'web_acl_id') !== address,
        ),
      );
    return [...elsewhere, ...associated, ...open].map(({ address }) => address);
  }

  it('should be in us-east-1 and named by the distribution, never by an association', () => {
    expect(globalAlias(document)).toBe('aws.global');
    expect(misplaced(document)).toEqual([]);
  });

  it.each<[string, string, Attributes]>([
    [
      'in the region of the environment',
      'aws_wafv2_web_acl.edge_cdn-firewall_web-acl',
      { provider: undefined },
    ],
    [
      'that no distribution names',
      'aws_cloudfront_distribution.edge_cdn_distribution',
      { web_acl_id: undefined },
    ],
    [
      'given by an association',
      'aws_wafv2_web_acl_association.edge_firewall_association',
      {
        web_acl_arn: '${aws_wafv2_web_acl.edge_cdn-firewall_web-acl.arn}',
      },
    ],
  ])('should be found %s', (_, address, attributes) => {
    expect(listResources(document).map(resource => resource.address)).toContain(
      address,
    );
    expect(misplaced(withAttributes(document, address, attributes))).toEqual([
      address,
    ]);
  });
});

// terraform-aws-modules/terraform-aws-s3-bucket#223, hashicorp/terraform-provider-aws#28353
describe('a bucket', () => {
  function byAcl(judged: TerraformDocument): string[] {
    const index = ResourceIndex.of(judged);
    const owned = index
      .ofType('aws_s3_bucket_ownership_controls')
      .filter(
        ({ attributes }) =>
          blocks(attributes, 'rule')[0]?.object_ownership ===
          'BucketOwnerEnforced',
      )
      .map(({ attributes }) => reference(attributes, 'bucket'));
    return [
      ...index.ofType('aws_s3_bucket_acl'),
      ...index
        .ofType('aws_s3_bucket')
        .filter(({ address }) => !owned.includes(address)),
    ].map(({ address }) => address);
  }

  /** Whether the bucket that gets logs lets AWS write by its policy. */
  function takesLogs(judged: TerraformDocument): boolean {
    return ResourceIndex.of(judged)
      .ofType('aws_s3_bucket_policy')
      .filter(({ attributes }) =>
        reference(attributes, 'bucket')?.includes('storage_logs'),
      )
      .flatMap(({ attributes }) => policyOf(attributes))
      .some(
        ({ Effect, Action, Principal }) =>
          Effect === 'Allow' &&
          Action === 's3:PutObject' &&
          JSON.stringify(Principal).includes('logdelivery'),
      );
  }

  it('should belong to its owner and let AWS deliver by its policy, without ACLs', () => {
    expect(byAcl(document)).toEqual([]);
    expect(takesLogs(document)).toBe(true);
  });

  it('should be found where an ACL opens it', () => {
    const twin = withAttributes(document, 'aws_s3_bucket_acl.logs', {
      bucket: '${aws_s3_bucket.storage_logs_bucket.id}',
      acl: 'log-delivery-write',
    });
    expect(byAcl(twin)).toEqual(['aws_s3_bucket_acl.logs']);
  });

  it('should be found where others own what they write', () => {
    const address = 'aws_s3_bucket_ownership_controls.storage_assets_ownership';
    const twin = withAttributes(document, address, {
      rule: { object_ownership: 'ObjectWriter' },
    });
    expect(byAcl(twin)).toEqual(['aws_s3_bucket.storage_assets_bucket']);
  });

  it('should be found where nobody lets the logs in', () => {
    const twin = withAttributes(
      document,
      'aws_s3_bucket_policy.storage_logs_policy',
      { policy: JSON.stringify({ Version: '2012-10-17', Statement: [] }) },
    );
    expect(takesLogs(twin)).toBe(false);
  });
});

// opentofu/opentofu#2402
describe('a provider', () => {
  function ambiguous({ terraform }: TerraformDocument): string[] {
    return Object.entries(block(terraform ?? {}, 'required_providers'))
      .filter(
        ([, provider]) =>
          !isRecord(provider) ||
          !/^[a-z0-9.-]+\.[a-z]+\/[a-z-]+\/[a-z-]+$/.test(
            text(provider, 'source') ?? '',
          ),
      )
      .map(([name]) => name);
  }

  it('should be named by its full address', () => {
    expect(ambiguous(document)).toEqual([]);
  });

  it.each(['aws', 'hashicorp/aws'])(
    'should be found where it is only called %s',
    source => {
      const terraform = { required_providers: { aws: { source } } };
      expect(ambiguous({ ...document, terraform })).toEqual(['aws']);
    },
  );
});
