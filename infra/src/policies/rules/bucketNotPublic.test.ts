import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { bucketNotPublic } from './bucketNotPublic';

const bucket = '${aws_s3_bucket.b.id}';
const CLOSED = {
  bucket,
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: 'true',
  restrict_public_buckets: true,
};

function withAccess(
  access: Record<string, unknown>,
  more: Record<string, Record<string, unknown>> = {},
) {
  return aDocument({
    'aws_s3_bucket.b': {},
    'aws_s3_bucket_public_access_block.a': access,
    ...more,
  });
}

describe('bucketNotPublic', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(bucketNotPublic, aFullSpec())).toEqual([]);
  });

  it('should accept a bucket that is closed, by reference or by name', () => {
    expect(violationsIn(bucketNotPublic, withAccess(CLOSED))).toEqual([]);
    const named = aDocument({
      'aws_s3_bucket.b': { bucket: 'shop' },
      'aws_s3_bucket_public_access_block.a': { ...CLOSED, bucket: 'shop' },
    });
    expect(violationsIn(bucketNotPublic, named)).toEqual([]);
  });

  it('should not accuse of what is not known', () => {
    const document = withAccess({ ...CLOSED, block_public_acls: '${var.on}' });
    expect(violationsIn(bucketNotPublic, document)).toEqual([]);
  });

  it.each([
    [{ bucket: '${aws_s3_bucket.other.id}' }, 'It has no public access block.'],
    [
      { block_public_acls: false, restrict_public_buckets: undefined },
      'aws_s3_bucket_public_access_block.a leaves block_public_acls, restrict_public_buckets off.',
    ],
  ])('should find %j', (change, detail) => {
    const document = withAccess({ ...CLOSED, ...change });
    expect(violationsIn(bucketNotPublic, document)).toEqual([
      { resource: 'aws_s3_bucket.b', detail },
    ]);
  });

  const byList = { 'aws_s3_bucket_acl.l': { bucket, acl: 'public-read' } };
  const byOwners = {
    'aws_s3_bucket_ownership_controls.o': {
      bucket,
      rule: { object_ownership: 'BucketOwnerPreferred' },
    },
  };

  it('should leave lists and owners alone where no list can open anything', () => {
    for (const more of [byList, byOwners]) {
      expect(violationsIn(bucketNotPublic, withAccess(CLOSED, more))).toEqual(
        [],
      );
    }
  });

  it.each(['block_public_acls', 'ignore_public_acls'])(
    'should mind lists and owners where %s is off',
    name => {
      const access = { ...CLOSED, [name]: false };
      for (const more of [byList, byOwners]) {
        expect(
          violationsIn(bucketNotPublic, withAccess(access, more)),
        ).toHaveLength(2);
      }
    },
  );

  it.each([
    { acl: 'private' },
    { acl: '${var.acl}' },
    { access_control_policy: '${var.grants}' },
  ])('should not mind a list with %j', attributes => {
    const document = aDocument({
      'aws_s3_bucket.b': {},
      'aws_s3_bucket_acl.l': { bucket, ...attributes },
    });
    expect(violationsIn(bucketNotPublic, document)).toEqual([
      { resource: 'aws_s3_bucket.b', detail: 'It has no public access block.' },
    ]);
  });

  it.each([
    [
      'aws_s3_bucket_acl.l',
      { acl: 'public-read' },
      'aws_s3_bucket_acl.l opens it by a list of its own.',
    ],
    [
      'aws_s3_bucket_acl.l',
      { access_control_policy: { grant: [] } },
      'aws_s3_bucket_acl.l opens it by a list of its own.',
    ],
    [
      'aws_s3_bucket_ownership_controls.o',
      { rule: { object_ownership: 'ObjectWriter' } },
      'aws_s3_bucket_ownership_controls.o lets others own what is in it: ObjectWriter.',
    ],
  ])('should find %s with %j', (address, attributes, detail) => {
    const document = aDocument({
      'aws_s3_bucket.b': {},
      [address]: { bucket, ...attributes },
    });
    expect(violationsIn(bucketNotPublic, document)).toContainEqual({
      resource: 'aws_s3_bucket.b',
      detail,
    });
  });
});
