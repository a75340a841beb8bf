import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import {
  PlannedSubnet,
  SubnetTier,
  subnetPlan,
} from '@portico/plugin-environments-common';
import { Construct } from 'constructs';

/** The tags by which load balancers of the cluster find their subnets; a database subnet has none. */
const TIER_TAGS: Readonly<
  Record<SubnetTier, Readonly<Record<string, string>>>
> = {
  public: { 'kubernetes.io/role/elb': '1' },
  private: { 'kubernetes.io/role/internal-elb': '1' },
  database: {},
};

/** The network that is cut into subnets. */
export interface SubnetsOptions {
  readonly environment: string;
  readonly vpcId: string;
  readonly cidr: string;
  readonly zones: readonly string[];
}

/** A subnet and its place in the plan. */
export type PlacedSubnet = PlannedSubnet & { readonly subnet: Subnet };

/** Three tiers of subnets, one a zone, named after the zone so that a new zone moves none. */
export class Subnets extends Construct {
  readonly #placed: readonly PlacedSubnet[];

  constructor(scope: Construct, id: string, options: SubnetsOptions) {
    super(scope, id);
    const { environment, vpcId, cidr, zones } = options;
    this.#placed = subnetPlan(cidr, zones).map(planned => ({
      ...planned,
      subnet: new Subnet(this, `${planned.tier}-${planned.zone}`, {
        vpcId,
        availabilityZone: planned.zone,
        cidrBlock: planned.cidr,
        mapPublicIpOnLaunch: false,
        tags: {
          Name: `${environment}-${planned.tier}-${planned.zone}`,
          tier: planned.tier,
          ...TIER_TAGS[planned.tier],
        },
      }),
    }));
  }

  /** The subnets of a tier, in the order of the zones. */
  tier(tier: SubnetTier): PlacedSubnet[] {
    return this.#placed.filter(placed => placed.tier === tier);
  }

  /** The ids of a tier's subnets. */
  ids(tier: SubnetTier): string[] {
    return this.tier(tier).map(({ subnet }) => subnet.id);
  }
}
