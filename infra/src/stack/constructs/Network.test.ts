import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { only, resourcesOf } from '../../__testUtils__/synthesized';
import { reference, text } from '../../document/attributes';
import { ResourceIndex } from '../../document/ResourceIndex';

function subnetTable(resources: ResourceIndex) {
  return resources.ofType('aws_subnet').map(({ attributes }) => {
    const tags = attributes.tags as Record<string, string>;
    return [tags.tier, attributes.availability_zone, attributes.cidr_block];
  });
}

/** The destinations of the routes of each subnet, by the subnet's name. */
function routesOf(resources: ResourceIndex) {
  return Object.fromEntries(
    resources.ofType('aws_route_table_association').map(({ attributes }) => {
      const table = reference(attributes, 'route_table_id');
      const routes = resources
        .ofType('aws_route')
        .filter(
          route => reference(route.attributes, 'route_table_id') === table,
        )
        .map(route =>
          route.attributes.gateway_id
            ? reference(route.attributes, 'gateway_id')
            : reference(route.attributes, 'nat_gateway_id'),
        );
      const subnet = reference(attributes, 'subnet_id') ?? '';
      return [subnet.replace('aws_subnet.network_subnets_', ''), routes];
    }),
  );
}

describe('Network', () => {
  it('should cut three tiers over named zones', () => {
    expect(subnetTable(resourcesOf(aSpec()))).toEqual([
      ['database', 'us-west-2a', '10.0.201.0/24'],
      ['database', 'us-west-2b', '10.0.202.0/24'],
      ['database', 'us-west-2c', '10.0.203.0/24'],
      ['private', 'us-west-2a', '10.0.1.0/24'],
      ['private', 'us-west-2b', '10.0.2.0/24'],
      ['private', 'us-west-2c', '10.0.3.0/24'],
      ['public', 'us-west-2a', '10.0.101.0/24'],
      ['public', 'us-west-2b', '10.0.102.0/24'],
      ['public', 'us-west-2c', '10.0.103.0/24'],
    ]);
  });

  it('should take the zones that the spec names', () => {
    const resources = resourcesOf(
      aSpec({ availabilityZones: ['us-west-2d', 'us-west-2b'] }),
    );
    expect(
      resources
        .ofType('aws_subnet')
        .map(({ attributes }) => attributes.availability_zone),
    ).toEqual(expect.arrayContaining(['us-west-2d', 'us-west-2b']));
    expect(resources.ofType('aws_subnet')).toHaveLength(6);
  });

  it('should send private subnets out through one NAT gateway and the database nowhere', () => {
    const nat = 'aws_nat_gateway.network_routing_nat-us-west-2a';
    const gateway = 'aws_internet_gateway.network_routing_internet-gateway';
    expect(routesOf(resourcesOf(aSpec()))).toEqual({
      'database-us-west-2a': [],
      'database-us-west-2b': [],
      'database-us-west-2c': [],
      'private-us-west-2a': [nat],
      'private-us-west-2b': [nat],
      'private-us-west-2c': [nat],
      'public-us-west-2a': [gateway],
      'public-us-west-2b': [gateway],
      'public-us-west-2c': [gateway],
    });
  });

  it('should give each zone a NAT gateway of its own where the spec says so', () => {
    const resources = resourcesOf(aProdSpec());
    const routes = routesOf(resources);
    for (const zone of ['us-west-2a', 'us-west-2b', 'us-west-2c']) {
      expect(routes[`private-${zone}`]).toEqual([
        `aws_nat_gateway.network_routing_nat-${zone}`,
      ]);
      expect(
        reference(
          resources.get(`aws_nat_gateway.network_routing_nat-${zone}`)!
            .attributes,
          'subnet_id',
        ),
      ).toBe(`aws_subnet.network_subnets_public-${zone}`);
    }
    expect(resources.ofType('aws_eip')).toHaveLength(3);
  });

  it('should have no NAT gateway and no private way out where the spec says none', () => {
    const resources = resourcesOf(
      aSpec({ network: { cidr: '10.0.0.0/16', natGateways: 'none' } }),
    );
    expect(resources.ofType('aws_nat_gateway')).toEqual([]);
    expect(resources.ofType('aws_eip')).toEqual([]);
    expect(routesOf(resources)['private-us-west-2a']).toEqual([]);
  });

  it('should lead what goes to S3 out of the private subnets past NAT, and out of no other', () => {
    expect(
      only(resourcesOf(aSpec()), 'aws_vpc_endpoint').attributes,
    ).toMatchObject({
      service_name: 'com.amazonaws.us-west-2.s3',
      route_table_ids: ['a', 'b', 'c'].map(
        zone =>
          `\${aws_route_table.network_routing_private-us-west-2${zone}.id}`,
      ),
    });
  });

  it('should lock the default security group', () => {
    const { attributes } = only(
      resourcesOf(aSpec()),
      'aws_default_security_group',
    );
    expect(reference(attributes, 'vpc_id')).toBe('aws_vpc.network_vpc');
    expect([attributes.ingress, attributes.egress]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('should log the traffic where the spec says so, encrypted and not for ever', () => {
    expect(resourcesOf(aSpec()).ofType('aws_flow_log')).toEqual([]);
    const resources = resourcesOf(aProdSpec());
    const { attributes } = only(resources, 'aws_flow_log');
    expect(attributes).toMatchObject({ traffic_type: 'ALL' });
    const group = resources.referenced(attributes, 'log_destination');
    expect(group?.attributes).toMatchObject({
      name: '/portico/prod/flow-logs',
      retention_in_days: 90,
      kms_key_id: '${aws_kms_key.security_key.arn}',
    });
    expect(text(attributes, 'iam_role_arn')).toBe(
      '${aws_iam_role.network_flow-logs_role.arn}',
    );
  });
});
