import {
  Cidr,
  cidrContains,
  cidrsOverlap,
  parseCidr,
} from '@portico/plugin-environments-common';
import { reference, text } from '../../document/attributes';
import { ResourceIndex } from '../../document/ResourceIndex';
import { TerraformResource } from '../../document/TerraformDocument';
import { companionsOf } from '../companions';
import { PolicyRule, Violation } from '../PolicyRule';

interface Placed {
  readonly resource: string;
  readonly cidr: Cidr;
  readonly written: string;
}

function cidrOf({ attributes }: TerraformResource): Cidr | undefined {
  const parsed = parseCidr(text(attributes, 'cidr_block') ?? '');
  return parsed.valid ? parsed.cidr : undefined;
}

/** The subnets of each network whose blocks are known. */
function subnetsByNetwork(resources: ResourceIndex): Map<string, Placed[]> {
  const networks = new Map<string, Placed[]>();
  for (const subnet of resources.ofType('aws_subnet')) {
    const { address, attributes } = subnet;
    const network =
      reference(attributes, 'vpc_id') ?? text(attributes, 'vpc_id');
    const cidr = cidrOf(subnet);
    if (network && cidr) {
      const written = text(attributes, 'cidr_block') ?? '';
      const placed = { resource: address, cidr, written };
      networks.set(network, [...(networks.get(network) ?? []), placed]);
    }
  }
  return networks;
}

/** The blocks of a network; none where one of them is not known. */
function blocksOf(network: string, resources: ResourceIndex): Cidr[] {
  const vpc = resources.get(network);
  if (vpc?.type !== 'aws_vpc') return [];
  const more = companionsOf(
    vpc,
    { type: 'aws_vpc_ipv4_cidr_block_association', argument: 'vpc_id' },
    resources,
  );
  const cidrs = [vpc, ...more].map(cidrOf);
  return cidrs.every(cidr => cidr !== undefined) ? cidrs : [];
}

function overlaps(subnets: readonly Placed[]): Violation[] {
  return subnets.flatMap((one, i) =>
    subnets
      .slice(i + 1)
      .filter(other => cidrsOverlap(one.cidr, other.cidr))
      .map(other => ({
        resource: one.resource,
        detail: `Its block ${one.written} shares addresses with ${other.written} of ${other.resource}.`,
      })),
  );
}

/** The subnets of a network share no address, and lie within it. */
export const subnetsApart: PolicyRule = {
  id: 'subnets-apart',
  severity: 'blocker',
  title: 'Subnets must lie within their network and share no address',
  why: 'AWS refuses the second of two subnets that overlap, and any that reaches beyond its network.',
  fix: 'Give every subnet a block of its own within the block of the network.',
  check: ({ resources }) =>
    [...subnetsByNetwork(resources)].flatMap(([network, subnets]) => {
      const blocks = blocksOf(network, resources);
      const outside = subnets.filter(
        ({ cidr }) =>
          blocks.length > 0 && !blocks.some(block => cidrContains(block, cidr)),
      );
      return [
        ...overlaps(subnets),
        ...outside.map(({ resource, written }) => ({
          resource,
          detail: `Its block ${written} is not within ${network}.`,
        })),
      ];
    }),
};
