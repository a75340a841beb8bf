import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { violationsOf } from '../../__testUtils__/violations';
import { nodesReachOut } from './nodesReachOut';

describe('nodesReachOut', () => {
  it('should accept one NAT gateway, and one a zone', () => {
    expect(violationsOf(nodesReachOut, aSpec())).toEqual([]);
    expect(violationsOf(nodesReachOut, aProdSpec())).toEqual([]);
  });

  it('should find nodes without a way out', () => {
    const spec = aSpec({
      network: { cidr: '10.0.0.0/16', natGateways: 'none' },
    });
    expect(violationsOf(nodesReachOut, spec)).toEqual([
      {
        resource: 'aws_eks_node_group.cluster_nodes_general',
        path: 'spec.network.natGateways',
      },
    ]);
  });

  it('should not mind where there are no nodes', () => {
    const spec = aSpec({
      network: { cidr: '10.0.0.0/16', natGateways: 'none' },
      cluster: undefined,
    });
    expect(violationsOf(nodesReachOut, spec)).toEqual([]);
  });
});
