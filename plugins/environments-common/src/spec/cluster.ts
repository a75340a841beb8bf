import { z } from 'zod/v4';
import { parseCidr } from '../network/cidr';
import type { ClassDefaults } from './classes';
import { fields, listOf } from './fields';
import { nodeGroupSchema } from './nodeGroup';

/** How long CloudWatch can keep logs, in days (CloudWatch Logs API, PutRetentionPolicy). */
export const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827,
] as const;

/** The logs that a control plane can write. */
export const CONTROL_PLANE_LOGS = [
  'api',
  'audit',
  'authenticator',
  'controllerManager',
  'scheduler',
] as const;

const cidrSchema = z.string().superRefine((text, context) => {
  const parsed = parseCidr(text);
  if (!parsed.valid) {
    context.addIssue({ code: 'custom', message: parsed.message });
  }
});

/** What whoever is let into a cluster may do there. */
export const ACCESS_LEVELS = ['admin', 'edit', 'view'] as const;

const accessSchema = fields({
  principalArn: z
    .string()
    .regex(
      /^arn:aws:iam::\d{12}:(role|user)\/([!-~]{1,510}\/)?[\w+=,.@-]{1,64}$/,
      {
        error:
          'must be the ARN of a role or a user, such as arn:aws:iam::123456789012:role/platform',
      },
    ),
  level: z.enum(ACCESS_LEVELS),
});

/** Who may work with a cluster, and what they may do. */
export type ClusterAccessEntry = z.output<typeof accessSchema>;

/** What whoever is let into a cluster may do there. */
export type AccessLevel = ClusterAccessEntry['level'];

const endpointSchema = fields({
  public: z.boolean().default(false),
  /** From where the public endpoint may be reached. */
  allowedCidrs: listOf(cidrSchema, { max: 40 }).default([]),
}).superRefine((endpoint, context) => {
  if (endpoint.public && endpoint.allowedCidrs.length === 0) {
    context.addIssue({
      code: 'custom',
      path: ['allowedCidrs'],
      message:
        'must name at least one block when the endpoint is public, such as 203.0.113.0/24',
    });
  }
});

const logRetentionSchema = z
  .number()
  .refine(days => LOG_RETENTION_DAYS.some(allowed => allowed === days), {
    error: `must be one of the numbers of days that CloudWatch knows: ${LOG_RETENTION_DAYS.join(
      ', ',
    )}`,
  });

/** The Kubernetes cluster of an environment. */
export function clusterSchema(defaults: ClassDefaults) {
  const group = nodeGroupSchema(defaults);
  const { cluster } = defaults;
  return fields({
    version: z
      .string({
        error: issue =>
          typeof issue.input === 'number'
            ? 'must be in quotes, such as "1.35": without them 1.30 reads as 1.3'
            : undefined,
      })
      .regex(/^1\.(2[89]|[3-9]\d)$/, {
        error: 'must be a Kubernetes version from 1.28 on, such as "1.35"',
      })
      .default(cluster.version),
    nodeGroups: listOf(group, { min: 1, max: 10, by: 'name' })
      .superRefine((groups, context) => {
        const open = groups.some(({ taints }) =>
          taints.every(({ effect }) => effect === 'PreferNoSchedule'),
        );
        if (!open && groups.length > 0) {
          context.addIssue({
            code: 'custom',
            message:
              'must have one group without taints, or the name service of the cluster has no node to run on',
          });
        }
      })
      .default(() => [group.parse({ name: cluster.nodeGroup.name })]),
    /** Who may work with the cluster beside the one that makes it and the one that deploys. */
    access: listOf(accessSchema, { max: 40, by: 'principalArn' }).optional(),
    endpoint: endpointSchema.default({ public: false, allowedCidrs: [] }),
    controlPlaneLogs: listOf(z.enum(CONTROL_PLANE_LOGS), { max: 5 }).default([
      'api',
      'audit',
      'authenticator',
    ]),
    logRetentionDays: logRetentionSchema.default(cluster.logRetentionDays),
  });
}
