import { aSpec } from '../../__testUtils__/aSpec';
import {
  only,
  resourcesOf,
  synthesized,
} from '../../__testUtils__/synthesized';
import { texts } from '../../document/attributes';
import { estimateDocument } from '../../pricing/estimateDocument';

const spec = aSpec({
  network: {
    cidr: '10.0.0.0/16',
    natGateways: 'none',
    interfaceEndpoints: ['ecr.api', 'sts'],
  },
});
const ENDPOINT = 'aws_vpc_endpoint.network_endpoints_ecr-api';

describe('InterfaceEndpoints', () => {
  it('should put services of AWS into the private subnets, by their own names', () => {
    expect(resourcesOf(spec).get(ENDPOINT)?.attributes).toMatchObject({
      service_name: 'com.amazonaws.us-west-2.ecr.api',
      vpc_endpoint_type: 'Interface',
      private_dns_enabled: true,
      subnet_ids: ['a', 'b', 'c'].map(
        zone => `\${aws_subnet.network_subnets_private-us-west-2${zone}.id}`,
      ),
    });
  });

  it('should be there before the nodes that start with them', () => {
    const { attributes } = only(resourcesOf(spec), 'aws_eks_node_group');
    expect(texts(attributes, 'depends_on')).toEqual(
      expect.arrayContaining([
        ENDPOINT,
        'aws_vpc_endpoint.network_endpoints_sts',
      ]),
    );
  });

  it('should not be there where nobody asked for them', () => {
    expect(
      only(resourcesOf(aSpec()), 'aws_vpc_endpoint').attributes,
    ).toMatchObject({ vpc_endpoint_type: 'Gateway' });
  });

  it('should never be priced as nothing', () => {
    const { lines, total } = estimateDocument(synthesized(spec), {
      region: 'us-west-2',
      now: new Date('2026-11-25T12:00:00Z'),
    });
    expect(total.atLeast).toBe(true);
    expect(
      lines
        .filter(
          ({ address, kind }) => address === ENDPOINT && kind === 'not-priced',
        )
        .map(({ quantity, monthly }) => [quantity, monthly]),
    ).toEqual([['2190', null]]);
  });
});
