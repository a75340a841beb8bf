import { z } from 'zod/v4';
import type { ClassDefaults } from './classes';
import { edgeServicesSchema } from './edgeServices';
import { fields, listOf, wholeNumber } from './fields';

/** Groups of rules that AWS maintains, by the word that a spec uses. */
export const MANAGED_RULE_GROUPS = [
  'common',
  'known-bad-inputs',
  'sql-injection',
  'ip-reputation',
  'anonymous-ip',
] as const;

function wafSchema({ edge }: ClassDefaults) {
  return fields({
    /** Requests of one address in five minutes. */
    rateLimit: wholeNumber(10, 2_000_000_000).default(edge.rateLimit),
    managedRuleGroups: listOf(z.enum(MANAGED_RULE_GROUPS), { max: 5 }).default([
      'common',
      'known-bad-inputs',
      'sql-injection',
    ]),
    /** Countries from which nobody may come, by their two letters (ISO 3166). */
    blockedCountries: listOf(
      z.string().regex(/^[A-Z]{2}$/, {
        error: 'must be two capital letters, such as KP',
      }),
      { max: 50 },
    ).default([]),
  });
}

/** How an environment is reached: a load balancer, and what stands before it. */
export function edgeSchema(defaults: ClassDefaults) {
  const { edge } = defaults;
  return fields({
    /** Without it nothing filters requests, and a policy says so. */
    waf: wafSchema(defaults).optional(),
    cloudFront: z.boolean().default(edge.cloudFront),
    apiGateway: z.boolean().default(edge.apiGateway),
    services: edgeServicesSchema.default([]),
    /** The host name that a certificate is made for. */
    domainName: z
      .string()
      .max(253)
      .regex(
        /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z][a-z0-9-]{0,61}[a-z0-9]$/,
        {
          error: 'must be a host name in lower case, such as shop.example.com',
        },
      )
      .optional(),
  });
}
