import { listReferences, routedSubnets } from '../databases';
import { texts } from '../../document/attributes';
import { PolicyRule } from '../PolicyRule';

/** Nodes can fetch their images and find their cluster. */
export const nodesReachOut: PolicyRule = {
  id: 'nodes-reach-out',
  severity: 'blocker',
  title: 'Nodes must have a way out of the network',
  why: 'Without a NAT gateway a node can neither fetch images nor join the cluster, so the environment never becomes ready.',
  fix: 'Set natGateways to single or per-zone.',
  check: ({ resources }) => {
    const routed = routedSubnets(resources);
    return resources
      .ofType('aws_eks_node_group')
      .filter(({ attributes }) =>
        listReferences(texts(attributes, 'subnet_ids')).some(
          subnet => resources.get(subnet) && !routed.has(subnet),
        ),
      )
      .map(({ address }) => ({
        resource: address,
        path: 'spec.network.natGateways',
      }));
  },
};
