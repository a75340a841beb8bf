import { z } from 'zod/v4';
import { parseNetworkCidr } from '../network/cidr';
import type { ClassDefaults } from './classes';
import { fields } from './fields';

/** A private IPv4 block from /16 to /20. */
export const networkCidrSchema = z.string().superRefine((text, context) => {
  const parsed = parseNetworkCidr(text);
  if (!parsed.valid) {
    context.addIssue({ code: 'custom', message: parsed.message });
  }
});

/** The network of an environment. */
export function networkSchema({ network }: ClassDefaults) {
  return fields({
    cidr: networkCidrSchema,
    natGateways: z
      .enum(['none', 'single', 'per-zone'])
      .default(network.natGateways),
    flowLogs: z.boolean().default(network.flowLogs),
  });
}
