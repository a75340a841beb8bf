import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import {
  PublicFault,
  faultyHere,
  faultyInTwin,
} from '../../__testUtils__/publicFaults';
import { seeded } from '../../__testUtils__/seededMistakes';
import { block, text } from '../../document/attributes';
import { ResourceIndex } from '../../document/ResourceIndex';
import { TerraformDocument } from '../../document/TerraformDocument';

const ELB = 'kubernetes.io/role/elb';
const INTERNAL_ELB = 'kubernetes.io/role/internal-elb';

/** By which load balancers a subnet of a tier is found. */
const FOUND_BY: Readonly<Record<string, readonly string[]>> = {
  public: [ELB],
  private: [INTERNAL_ELB],
  database: [],
};

/** A zone proper; a local one reads like `us-west-2-lax-1a`. */
const ZONE = /^[a-z]{2}-[a-z]+-\d[a-z]$/;

function subnets(document: TerraformDocument) {
  return ResourceIndex.of(document).ofType('aws_subnet');
}

const FAULTS: readonly PublicFault[] = [
  {
    fault:
      'kubernetes/cloud-provider-aws#184, pulumi/pulumi-eks#415: load balancers find no subnets, or the wrong ones',
    find: document =>
      subnets(document)
        .filter(({ attributes }) => {
          const tags = block(attributes, 'tags');
          const found = [ELB, INTERNAL_ELB].filter(key => tags[key] === '1');
          return found.join() !== FOUND_BY[text(tags, 'tier') ?? '']?.join();
        })
        .map(({ address }) => address),
    twin: document =>
      seeded(
        document,
        ['aws_subnet', 'network_subnets_private-us-west-2a', 'tags', ELB],
        '1',
      ),
  },
  {
    fault:
      'terraform-aws-modules/terraform-aws-vpc#117: a NAT gateway for every subnet instead of every zone',
    specs: [
      aProdSpec({
        availabilityZones: 2,
        network: { cidr: '10.0.0.0/16', natGateways: 'per-zone' },
      }),
    ],
    find: document => {
      const resources = ResourceIndex.of(document);
      const zones = resources
        .ofType('aws_nat_gateway')
        .map(({ attributes }) =>
          text(
            resources.referenced(attributes, 'subnet_id')?.attributes ?? {},
            'availability_zone',
          ),
        );
      const all = new Set(
        subnets(document).map(({ attributes }) => attributes.availability_zone),
      );
      const sound =
        new Set(zones).size === zones.length &&
        [0, 1, all.size].includes(zones.length);
      return sound ? [] : [`${zones.length} NAT gateways`];
    },
    twin: document =>
      seeded(document, ['aws_nat_gateway', 'second'], {
        subnet_id: '${aws_subnet.network_subnets_private-us-west-2a.id}',
      }),
  },
  {
    fault:
      'buildkite/terraform-buildkite-elastic-ci-stack-for-aws#78: zones in the order in which AWS happens to list them',
    specs: [aSpec({ availabilityZones: ['us-west-2d', 'us-west-2b'] })],
    find: document => [
      ...Object.keys(document.data?.aws_availability_zones ?? {}),
      ...subnets(document)
        .filter(
          ({ attributes }) =>
            !ZONE.test(text(attributes, 'availability_zone') ?? ''),
        )
        .map(({ address }) => address),
    ],
    twin: document =>
      seeded(
        document,
        [
          'aws_subnet',
          'network_subnets_private-us-west-2a',
          'availability_zone',
        ],
        '${data.aws_availability_zones.all.names[0]}',
      ),
  },
];

describe('public faults of networks', () => {
  describe.each(FAULTS)('$fault', fault => {
    it('should not be here', () => {
      expect(faultyHere(fault)).toEqual([]);
    });

    it('should be found in a twin that has it', () => {
      expect(faultyInTwin(fault)).not.toEqual([]);
    });
  });
});
