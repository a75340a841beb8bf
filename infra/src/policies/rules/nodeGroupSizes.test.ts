import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { nodeGroupSizes } from './nodeGroupSizes';

function withSizes(
  min_size: unknown,
  desired_size: unknown,
  max_size: unknown,
) {
  return aDocument({
    'aws_eks_node_group.n': {
      scaling_config: [{ min_size, desired_size, max_size }],
    },
  });
}

describe('nodeGroupSizes', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(nodeGroupSizes, aFullSpec())).toEqual([]);
  });

  it.each([
    [1, 2, 5],
    [2, 2, 2],
    ['1', '2', '10'],
    ['${var.min}', 2, 5],
    [1, '${var.desired}', 5],
  ])('should accept %s, %s, %s', (min, desired, max) => {
    expect(violationsIn(nodeGroupSizes, withSizes(min, desired, max))).toEqual(
      [],
    );
  });

  it.each([
    [9, 2, 5, 'min_size is 9, desired_size is 2, max_size is 5.'],
    [1, 6, 5, 'min_size is 1, desired_size is 6, max_size is 5.'],
    [6, '${var.desired}', 5, 'min_size is 6, max_size is 5.'],
  ])('should find %s, %s, %s', (min, desired, max, detail) => {
    expect(violationsIn(nodeGroupSizes, withSizes(min, desired, max))).toEqual([
      {
        resource: 'aws_eks_node_group.n',
        detail,
        path: 'spec.cluster.nodeGroups',
      },
    ]);
  });
});
