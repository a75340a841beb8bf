import { z } from 'zod/v4';
import { parseNetworkCidr } from '../network/cidr';
import type { ClassDefaults } from './classes';
import { existingNetworkSchema } from './existingNetwork';
import { fields, listOf } from './fields';

/** Services of AWS that can be reached inside a network, by their names there. */
export const INTERFACE_ENDPOINTS = [
  'autoscaling',
  'ec2',
  'ec2messages',
  'ecr.api',
  'ecr.dkr',
  'eks',
  'eks-auth',
  'elasticloadbalancing',
  'kms',
  'lambda',
  'logs',
  'monitoring',
  'secretsmanager',
  'sns',
  'sqs',
  'ssm',
  'ssmmessages',
  'sts',
] as const;

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
    /** Of a network that is made; left out where one that exists is used. */
    cidr: networkCidrSchema.optional(),
    /** A network that somebody else makes; what leads out of it is theirs. */
    existing: existingNetworkSchema.optional(),
    natGateways: z
      .enum(['none', 'single', 'per-zone'])
      .default(network.natGateways),
    flowLogs: z.boolean().default(network.flowLogs),
    /** What nodes reach without leaving the network; each is billed by the hour in each zone. */
    interfaceEndpoints: listOf(z.enum(INTERFACE_ENDPOINTS), {
      max: INTERFACE_ENDPOINTS.length,
    }).optional(),
  }).superRefine(({ cidr, existing }, context) => {
    if (cidr === undefined && existing === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['cidr'],
        message: 'is missing; it must be text, where existing names no network',
      });
    }
    if (cidr !== undefined && existing !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['existing'],
        message:
          'must be left out beside cidr: a network is made, or one that exists is used',
      });
    }
  });
}
