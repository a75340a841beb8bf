import { z } from 'zod/v4';
import { SUBNET_TIERS } from '../network/subnetPlan';
import { fields } from './fields';

/** What AWS gives to a resource as its id, behind its kind. */
const ID = '(?:[0-9a-f]{8}|[0-9a-f]{17})';

const tierSchema = z.record(
  z.string(),
  z.string().regex(new RegExp(`^subnet-${ID}$`), {
    error: 'must be the id of a subnet, such as subnet-0a1b2c3d4e5f60718',
  }),
);

/** A network that is there already, with a subnet of each tier in each zone. */
export const existingNetworkSchema = fields({
  vpcId: z.string().regex(new RegExp(`^vpc-${ID}$`), {
    error: 'must be the id of a VPC, such as vpc-0a1b2c3d4e5f60718',
  }),
  subnets: fields({
    public: tierSchema,
    private: tierSchema,
    database: tierSchema,
  }),
}).superRefine(({ subnets }, context) => {
  const seen = new Map<string, string>();
  for (const tier of SUBNET_TIERS) {
    for (const [zone, id] of Object.entries(subnets[tier])) {
      const first = seen.get(id);
      if (first !== undefined) {
        context.addIssue({
          code: 'custom',
          path: ['subnets', tier, zone],
          message: `repeats the subnet of ${first}; each must be there once`,
        });
      }
      seen.set(id, first ?? `${tier}, ${zone}`);
    }
  }
});

/** A network that is there already. */
export type ExistingNetwork = z.output<typeof existingNetworkSchema>;

/** The tiers whose zones are not those of the environment. */
export function tiersWithOtherZones(
  { subnets }: ExistingNetwork,
  zones: readonly string[],
): { tier: (typeof SUBNET_TIERS)[number]; message: string }[] {
  const wanted = [...zones].sort().join(', ');
  return SUBNET_TIERS.filter(
    tier => Object.keys(subnets[tier]).sort().join(', ') !== wanted,
  ).map(tier => ({
    tier,
    message: `must name one subnet for each of ${wanted}, and for no other zone`,
  }));
}
