import { block, isExpression, isOff, text } from '../../document/attributes';
import { ResourceIndex } from '../../document/ResourceIndex';
import { TerraformResource } from '../../document/TerraformDocument';
import { bucketCompanions } from '../companions';
import { PolicyRule, violationsFrom } from '../PolicyRule';

/** With both of these on no list opens anything, whoever owns what is in the bucket. */
const SWITCHES_OF_LISTS = ['block_public_acls', 'ignore_public_acls'];
const SWITCHES = [
  'block_public_acls',
  'block_public_policy',
  'ignore_public_acls',
  'restrict_public_buckets',
];

function accessOf(
  bucket: TerraformResource,
  resources: ResourceIndex,
): TerraformResource | undefined {
  return bucketCompanions(
    bucket,
    'aws_s3_bucket_public_access_block',
    resources,
  )[0];
}

function openSwitches(
  bucket: TerraformResource,
  resources: ResourceIndex,
): string | undefined {
  const access = accessOf(bucket, resources);
  if (!access) return 'It has no public access block.';
  const off = SWITCHES.filter(name => isOff(access.attributes, name));
  return off.length > 0
    ? `${access.address} leaves ${off.join(', ')} off.`
    : undefined;
}

/** Whether a list lets anybody in but the owner; of an expression nobody knows. */
function opens({ attributes }: TerraformResource): boolean {
  const { acl, access_control_policy: grants } = attributes;
  return acl !== 'private' && !isExpression(acl) && !isExpression(grants);
}

/** Objects that others own, and lists of who may read them, are a second way in. */
function openByLists(
  bucket: TerraformResource,
  resources: ResourceIndex,
): string | undefined {
  const access = accessOf(bucket, resources);
  if (
    access &&
    !SWITCHES_OF_LISTS.some(name => isOff(access.attributes, name))
  ) {
    return undefined;
  }
  const [list] = bucketCompanions(bucket, 'aws_s3_bucket_acl', resources);
  if (list && opens(list))
    return `${list.address} opens it by a list of its own.`;
  // Without a word on ownership, buckets have had no lists since April 2023:
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
  const [controls] = bucketCompanions(
    bucket,
    'aws_s3_bucket_ownership_controls',
    resources,
  );
  const ownership = text(
    block(controls?.attributes ?? {}, 'rule'),
    'object_ownership',
  );
  return ownership === undefined ||
    isExpression(ownership) ||
    ownership === 'BucketOwnerEnforced'
    ? undefined
    : `${controls.address} lets others own what is in it: ${ownership}.`;
}

/** No bucket can be opened to everybody, neither by a policy nor by a list. */
export const bucketNotPublic: PolicyRule = {
  id: 'bucket-not-public',
  severity: 'blocker',
  title: 'No bucket may be opened to everybody',
  why: 'One policy or one list in a hurry, and everything in the bucket can be read by everyone.',
  fix: 'Add a public access block with all four switches on, and set the ownership to BucketOwnerEnforced.',
  check: ({ resources }) =>
    resources.ofType('aws_s3_bucket').flatMap(bucket =>
      violationsFrom(
        bucket.address,
        [
          openSwitches(bucket, resources),
          openByLists(bucket, resources),
        ].filter(detail => detail !== undefined),
      ),
    ),
};
