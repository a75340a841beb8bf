import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { keysRotate } from './keysRotate';

describe('keysRotate', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(keysRotate, aFullSpec())).toEqual([]);
  });

  it.each([
    ['aws_kms_key.k', { enable_key_rotation: true }],
    ['aws_kms_key.k', { enable_key_rotation: '${var.rotate}' }],
    ['aws_kms_key.k', { customer_master_key_spec: 'RSA_2048' }],
    ['aws_kms_key.k', { customer_master_key_spec: '${var.kind}' }],
  ])('should accept %j', (address, attributes) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(keysRotate, document)).toEqual([]);
  });

  it.each([
    ['aws_kms_key.k', {}],
    ['aws_kms_key.k', { enable_key_rotation: false }],
    ['aws_kms_key.k', { customer_master_key_spec: 'SYMMETRIC_DEFAULT' }],
  ])('should find %j', (address, attributes) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(keysRotate, document)).toEqual([{ resource: address }]);
  });
});
