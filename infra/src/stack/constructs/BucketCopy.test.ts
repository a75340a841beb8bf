import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { policyOf } from '../../__testUtils__/policies';
import { only, resourcesOf } from '../../__testUtils__/synthesized';

const REPLICATION = 'aws_s3_bucket_replication_configuration';
const COPY = 'storage_backups_copy';
const KEY = `\${aws_kms_key.${COPY}_key.arn}`;
const SOURCE = '${aws_s3_bucket.storage_backups_bucket.arn}';
const TARGET = `\${aws_s3_bucket.${COPY}_bucket_bucket.arn}`;

const storage = {
  buckets: [
    { name: 'assets' },
    { name: 'backups', purpose: 'backups' as const },
  ],
};

describe('BucketCopy', () => {
  const resources = resourcesOf(aProdSpec({ storage }));

  it('should copy every version of a backup under a key of the second region', () => {
    expect(only(resources, REPLICATION).attributes).toMatchObject({
      bucket: '${aws_s3_bucket.storage_backups_bucket.bucket}',
      role: `\${aws_iam_role.${COPY}_role.arn}`,
      rule: [
        {
          status: 'Enabled',
          delete_marker_replication: { status: 'Disabled' },
          destination: {
            bucket: TARGET,
            encryption_configuration: { replica_kms_key_id: KEY },
          },
          source_selection_criteria: {
            sse_kms_encrypted_objects: { status: 'Enabled' },
          },
        },
      ],
    });
  });

  it('should wait until both buckets keep versions and the role may copy', () => {
    expect(only(resources, REPLICATION).attributes.depends_on).toEqual([
      `aws_iam_role_policy.${COPY}_permission`,
      'aws_s3_bucket_versioning.storage_backups_versioning',
      `aws_s3_bucket_versioning.${COPY}_bucket_versioning`,
    ]);
  });

  it('should keep the copy as closed as the bucket, and everything of it in its region', () => {
    const parts = [
      'bucket',
      'bucket_lifecycle_configuration',
      'bucket_ownership_controls',
      'bucket_policy',
      'bucket_public_access_block',
      'bucket_server_side_encryption_configuration',
      'bucket_versioning',
    ].map(type => `aws_s3_${type}`);
    const copied = resources
      .all()
      .filter(({ name }) => name.startsWith(`${COPY}_bucket_`));
    expect(copied.map(({ type }) => type)).toEqual(parts);
    for (const { attributes } of copied) {
      expect(attributes.region).toBe('us-east-1');
    }
    expect(copied[0].attributes).toMatchObject({ force_destroy: false });
  });

  it('should let the role read the one, write the other, and use two keys by S3 alone', () => {
    const permission = resources.get(`aws_iam_role_policy.${COPY}_permission`);
    const statements = policyOf(permission?.attributes ?? {});
    expect(
      statements.map(({ Resource, Condition }) => [Resource, Condition]),
    ).toEqual([
      [SOURCE, undefined],
      [`${SOURCE}/*`, undefined],
      [`${TARGET}/*`, undefined],
      [
        '${aws_kms_key.security_key.arn}',
        { StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' } },
      ],
      [
        KEY,
        { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
      ],
    ]);
  });

  it.each([
    ['development', aSpec({ storage })],
    [
      'production that says so',
      aProdSpec({ storage: { ...storage, backupCopyRegion: 'none' } }),
    ],
    ['Ireland', aProdSpec({ region: 'eu-west-1', storage })],
  ])('should not be there in %s', (_, spec) => {
    expect(resourcesOf(spec).ofType(REPLICATION)).toEqual([]);
  });
});
