import { block, number } from '../../document/attributes';
import { PolicyRule } from '../PolicyRule';

/** A node group starts between its least and its most nodes. */
export const nodeGroupSizes: PolicyRule = {
  id: 'node-group-sizes',
  severity: 'blocker',
  title: 'A node group must start between its least and its most nodes',
  why: 'EKS refuses the group, and the cluster stays without nodes.',
  fix: 'Set min to at most desired, and desired to at most max.',
  check: ({ resources }) =>
    resources
      .ofType('aws_eks_node_group')
      .flatMap(({ address, attributes }) => {
        const scaling = block(attributes, 'scaling_config');
        const sizes = ['min_size', 'desired_size', 'max_size'].flatMap(name => {
          const size = number(scaling, name);
          return size === undefined ? [] : [{ name, size }];
        });
        const sorted = sizes.every(
          ({ size }, i) => i === 0 || sizes[i - 1].size <= size,
        );
        if (sorted) return [];
        const told = sizes.map(({ name, size }) => `${name} is ${size}`);
        return [
          {
            resource: address,
            detail: `${told.join(', ')}.`,
            path: 'spec.cluster.nodeGroups',
          },
        ];
      }),
};
