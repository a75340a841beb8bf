import { isOff, text } from '../../document/attributes';
import { TerraformResource } from '../../document/TerraformDocument';
import { PolicyRule } from '../PolicyRule';

/** Only symmetric keys can be rotated by AWS. */
function canRotate({ attributes }: TerraformResource): boolean {
  const kind =
    text(attributes, 'customer_master_key_spec') ?? 'SYMMETRIC_DEFAULT';
  return kind === 'SYMMETRIC_DEFAULT';
}

/** Keys are made anew each year; what an older one has encrypted stays readable. */
export const keysRotate: PolicyRule = {
  id: 'keys-rotate',
  severity: 'warning',
  title: 'Keys should be rotated',
  why: 'The longer one key is used, the more is lost when it is; AWS rotates it without anybody noticing.',
  fix: 'Set enable_key_rotation to true.',
  check: ({ resources }) =>
    resources
      .ofType('aws_kms_key')
      .filter(
        key => canRotate(key) && isOff(key.attributes, 'enable_key_rotation'),
      )
      .map(({ address }) => ({ resource: address })),
};
