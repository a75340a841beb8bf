import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { clusterAccessByEntries } from './clusterAccessByEntries';

describe('clusterAccessByEntries', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(clusterAccessByEntries, aFullSpec())).toEqual([]);
  });

  it.each([
    ['aws_eks_cluster.c', { access_config: { authentication_mode: 'API' } }],
    [
      'aws_eks_cluster.c',
      { access_config: { authentication_mode: '${var.mode}' } },
    ],
  ])('should accept %j', (address, attributes) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(clusterAccessByEntries, document)).toEqual([]);
  });

  it.each([
    ['aws_eks_cluster.c', {}, 'It is CONFIG_MAP.'],
    [
      'aws_eks_cluster.c',
      { access_config: [{ authentication_mode: 'API_AND_CONFIG_MAP' }] },
      'It is API_AND_CONFIG_MAP.',
    ],
  ])('should find %j', (address, attributes, detail) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(clusterAccessByEntries, document)).toEqual([
      { resource: address, detail },
    ]);
  });
});
