import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { clusterEndpointPrivate } from './clusterEndpointPrivate';

function withNetwork(network: Record<string, unknown>) {
  return aDocument({ 'aws_eks_cluster.c': { vpc_config: [network] } });
}

const path = 'spec.cluster.endpoint.public';

describe('clusterEndpointPrivate', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(clusterEndpointPrivate, aFullSpec())).toEqual([]);
  });

  it.each([
    { endpoint_public_access: false, endpoint_private_access: true },
    { endpoint_public_access: '${var.a}', endpoint_private_access: '${var.b}' },
  ])('should accept %j', network => {
    const document = withNetwork(network);
    expect(violationsIn(clusterEndpointPrivate, document, 'prod')).toEqual([]);
  });

  it('should find an endpoint that is open, or of which nothing is said', () => {
    const answers = { detail: 'It answers to the internet.' };
    for (const [network, found] of [
      [
        { endpoint_private_access: true, endpoint_public_access: true },
        [answers],
      ],
      [{}, [answers, { detail: 'It does not answer within its network.' }]],
    ] as const) {
      expect(
        violationsIn(clusterEndpointPrivate, withNetwork(network), 'prod'),
      ).toEqual(
        found.map(each => ({ resource: 'aws_eks_cluster.c', path, ...each })),
      );
    }
  });

  it('should let other classes have one', () => {
    expect(violationsIn(clusterEndpointPrivate, withNetwork({}))).toEqual([]);
  });
});
