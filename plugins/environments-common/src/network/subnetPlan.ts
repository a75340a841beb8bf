import { cidrSize, formatCidr, parseNetworkCidr, type Cidr } from './cidr';

/** The three tiers of a network, from the edge inwards. */
export const SUBNET_TIERS = ['public', 'private', 'database'] as const;

/** A tier of a network. */
export type SubnetTier = (typeof SUBNET_TIERS)[number];

/** One subnet: its tier, its zone and its block. */
export interface PlannedSubnet {
  tier: SubnetTier;
  zone: string;
  /** From 1, the position of the zone. */
  index: number;
  cidr: string;
}

/** The most zones that a network spans. */
export const MAX_ZONES = 4;

/**
 * Where the tiers of a /16 start, in /24 blocks: 10.0.101.0, 10.0.1.0 and 10.0.201.0.
 * People know these numbers from AWS's own examples and read the tier off the address.
 */
const OFFSETS_OF_SIXTEEN: Readonly<Record<SubnetTier, number>> = {
  public: 101,
  private: 1,
  database: 201,
};

function blockOf(network: Cidr, tier: SubnetTier, zone: number): Cidr {
  if (network.prefix === 16) {
    const third = OFFSETS_OF_SIXTEEN[tier] + zone;
    return { address: network.address + third * 256, prefix: 24 };
  }
  // A smaller network is cut into 16 equal parts, four for each tier and four spare.
  const prefix = network.prefix + 4;
  const part = SUBNET_TIERS.indexOf(tier) * 4 + zone;
  return { address: network.address + part * cidrSize(prefix), prefix };
}

/**
 * The subnets of a network, one for each tier and zone. A /16 gives the well-known
 * /24 blocks; a smaller network gives equal parts of a sixteenth each.
 */
export function subnetPlan(
  networkCidr: string,
  zones: readonly string[],
): PlannedSubnet[] {
  const parsed = parseNetworkCidr(networkCidr);
  if (!parsed.valid) {
    throw new RangeError(`network.cidr ${networkCidr} ${parsed.message}`);
  }
  if (zones.length < 1 || zones.length > MAX_ZONES) {
    throw new RangeError(
      `a network spans 1 to ${MAX_ZONES} zones, not ${zones.length}`,
    );
  }
  return SUBNET_TIERS.flatMap(tier =>
    zones.map((zone, index) => ({
      tier,
      zone,
      index: index + 1,
      cidr: formatCidr(blockOf(parsed.cidr, tier, index)),
    })),
  );
}
