import { z } from 'zod/v4';
import { parseNetworkCidr } from '../network/cidr';
import type { ClassDefaults } from './classes';
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
    cidr: networkCidrSchema,
    natGateways: z
      .enum(['none', 'single', 'per-zone'])
      .default(network.natGateways),
    flowLogs: z.boolean().default(network.flowLogs),
    /** What nodes reach without leaving the network; each is billed by the hour in each zone. */
    interfaceEndpoints: listOf(z.enum(INTERFACE_ENDPOINTS), {
      max: INTERFACE_ENDPOINTS.length,
    }).optional(),
  });
}
