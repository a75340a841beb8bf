import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { ingressClosed } from './ingressClosed';

function withRule(attributes: Record<string, unknown>, group = 'edge') {
  return aDocument({
    'aws_lb.lb': { security_groups: ['${aws_security_group.edge.id}'] },
    'aws_security_group.edge': {},
    'aws_security_group.nodes': {},
    'aws_vpc_security_group_ingress_rule.r': {
      security_group_id: `\${aws_security_group.${group}.id}`,
      cidr_ipv4: '0.0.0.0/0',
      from_port: 443,
      to_port: 443,
      ...attributes,
    },
  });
}

describe('ingressClosed', () => {
  it('should accept an environment', () => {
    expect(violationsOf(ingressClosed, aProdSpec())).toEqual([]);
    expect(violationsOf(ingressClosed, aSpec())).toEqual([]);
    expect(violationsIn(ingressClosed, withRule({}))).toEqual([]);
  });

  it.each([
    [{ from_port: 80, to_port: 80 }, 'edge', 'It opens 80 to everybody.'],
    [{ from_port: 1, to_port: 443 }, 'edge', 'It opens 1 to 443 to everybody.'],
    [{}, 'nodes', 'It opens 443 to everybody.'],
    [
      { cidr_ipv4: undefined, cidr_ipv6: '::/0' },
      'nodes',
      'It opens 443 to everybody.',
    ],
    [
      { from_port: undefined, to_port: undefined },
      'nodes',
      'It opens every port to everybody.',
    ],
  ])('should find %j on the group of %s', (attributes, group, detail) => {
    expect(violationsIn(ingressClosed, withRule(attributes, group))).toEqual([
      { resource: 'aws_vpc_security_group_ingress_rule.r', detail },
    ]);
  });

  it('should let a block of addresses in', () => {
    expect(
      violationsIn(
        ingressClosed,
        withRule({ cidr_ipv4: '203.0.113.0/24', from_port: 22, to_port: 22 }),
      ),
    ).toEqual([]);
  });

  it('should find an endpoint of the cluster that is open to everybody', () => {
    const spec = aSpec({
      cluster: { endpoint: { public: true, allowedCidrs: ['0.0.0.0/0'] } },
    });
    expect(violationsOf(ingressClosed, spec)).toEqual([
      {
        resource: 'aws_eks_cluster.cluster_cluster',
        detail: 'The Kubernetes API is open to everybody.',
        path: 'spec.cluster.endpoint.allowedCidrs',
      },
    ]);
  });

  it('should know that EKS opens an endpoint of which nothing is said', () => {
    const cluster = (network: Record<string, unknown>) =>
      aDocument({ 'aws_eks_cluster.c': { vpc_config: network } });
    expect(violationsIn(ingressClosed, cluster({}))).toHaveLength(1);
    expect(
      violationsIn(ingressClosed, cluster({ endpoint_public_access: null })),
    ).toHaveLength(1);
    expect(
      violationsIn(ingressClosed, cluster({ endpoint_public_access: true })),
    ).toHaveLength(1);
    expect(
      violationsIn(
        ingressClosed,
        cluster({ public_access_cidrs: ['203.0.113.0/24'] }),
      ),
    ).toEqual([]);
    expect(
      violationsIn(ingressClosed, cluster({ endpoint_public_access: false })),
    ).toEqual([]);
  });
});
