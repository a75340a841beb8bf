import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { deletionProtected } from './deletionProtected';

describe('deletionProtected', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(deletionProtected, aFullSpec())).toEqual([]);
  });

  it.each([
    ['aws_eks_cluster.c', { deletion_protection: true }],
    ['aws_eks_cluster.c', { deletion_protection: '${var.keep}' }],
    ['aws_lb.l', { enable_deletion_protection: true }],
  ])('should accept %j', (address, attributes) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(deletionProtected, document, 'prod')).toEqual([]);
  });

  it.each([
    ['aws_eks_cluster.c', {}, 'deletion_protection is off.'],
    [
      'aws_lb.l',
      { enable_deletion_protection: false },
      'enable_deletion_protection is off.',
    ],
  ])('should find %j', (address, attributes, detail) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(deletionProtected, document, 'prod')).toEqual([
      { resource: address, detail },
    ]);
  });

  it('should let other classes be taken down', () => {
    const document = aDocument({ 'aws_eks_cluster.c': {} });
    expect(violationsIn(deletionProtected, document, 'staging')).toEqual([]);
  });
});
