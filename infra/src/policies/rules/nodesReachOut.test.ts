import { EnvironmentSpecInput } from '@portico/plugin-environments-common';
import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { violationsOf } from '../../__testUtils__/violations';
import { nodesReachOut } from './nodesReachOut';

type Endpoint = NonNullable<
  EnvironmentSpecInput['spec']['network']['interfaceEndpoints']
>[number];

const ENOUGH: Endpoint[] = [
  'ec2',
  'ecr.api',
  'ecr.dkr',
  'eks-auth',
  'logs',
  'sts',
];

function closed(...interfaceEndpoints: Endpoint[]) {
  return aSpec({
    network: { cidr: '10.0.0.0/16', natGateways: 'none', interfaceEndpoints },
  });
}

function violation(detail: string) {
  return {
    resource: 'aws_eks_node_group.cluster_nodes_general',
    detail,
    path: 'spec.network.natGateways',
  };
}

describe('nodesReachOut', () => {
  it('should accept one NAT gateway, and one a zone', () => {
    expect(violationsOf(nodesReachOut, aSpec())).toEqual([]);
    expect(violationsOf(nodesReachOut, aProdSpec())).toEqual([]);
  });

  it('should find nodes without a way out', () => {
    expect(violationsOf(nodesReachOut, closed())).toEqual([
      violation(
        'Its nodes do not reach ec2, ecr.api, ecr.dkr, eks-auth, logs, sts.',
      ),
    ]);
  });

  it('should accept nodes that find all that they start with in the network', () => {
    expect(violationsOf(nodesReachOut, closed(...ENOUGH, 'kms'))).toEqual([]);
  });

  it.each(ENOUGH)('should not accept nodes that miss %s', missing => {
    const rest = ENOUGH.filter(service => service !== missing);
    expect(violationsOf(nodesReachOut, closed(...rest))).toEqual([
      violation(`Its nodes do not reach ${missing}.`),
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
