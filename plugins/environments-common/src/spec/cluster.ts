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

const versionSchema = z
  .string({
    error: issue =>
      typeof issue.input === 'number'
        ? 'must be in quotes, such as "1.35": without them 1.30 reads as 1.3'
        : undefined,
  })
  .regex(/^1\.(2[89]|[3-9]\d)$/, {
    error: 'must be a Kubernetes version from 1.28 on, such as "1.35"',
  });

function nodeGroupsSchema(group: ReturnType<typeof nodeGroupSchema>) {
  return listOf(group, { min: 1, max: 10, by: 'name' }).superRefine(
    (groups, context) => {
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
    },
  );
}

/** A cluster that is there already. */
const existingClusterSchema = fields({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, {
    error: 'must be the name of a cluster of EKS, such as shared',
  }),
  /** The group that its nodes have; the cluster's own where it is left out. */
  nodeSecurityGroupId: z
    .string()
    .regex(/^sg-([0-9a-f]{8}|[0-9a-f]{17})$/, {
      error: 'must be the id of a security group, such as sg-0a1b2c3d4e5f60718',
    })
    .optional(),
});

/** The fields as they are written: what is chosen of a cluster that is made, or one that exists. */
function writtenClusterSchema(defaults: ClassDefaults) {
  return fields({
    existing: existingClusterSchema.optional(),
    version: versionSchema.optional(),
    nodeGroups: nodeGroupsSchema(nodeGroupSchema(defaults)).optional(),
    /** Who may work with the cluster beside the one that makes it and the one that deploys. */
    access: listOf(accessSchema, { max: 40, by: 'principalArn' }).optional(),
    endpoint: endpointSchema.optional(),
    controlPlaneLogs: listOf(z.enum(CONTROL_PLANE_LOGS), { max: 5 }).optional(),
    logRetentionDays: logRetentionSchema.optional(),
  });
}

type WrittenCluster = z.output<ReturnType<typeof writtenClusterSchema>>;
/** A cluster that is there already. */
export type ExistingCluster = NonNullable<WrittenCluster['existing']>;

/** A cluster that is made: everything but who is let in has a default. */
export type MadeCluster = Required<
  Omit<WrittenCluster, 'existing' | 'access'>
> &
  Pick<WrittenCluster, 'access'> & { existing?: undefined };

/** A cluster that exists has nothing of what is chosen when one is made. */
type UsedCluster = { existing: ExistingCluster } & {
  [Field in Exclude<keyof WrittenCluster, 'existing'>]?: undefined;
};

/** Defaults are those of a cluster that is made, so they are filled in last. */
function completeCluster(
  { existing, ...written }: WrittenCluster,
  defaults: ClassDefaults,
): MadeCluster | UsedCluster {
  if (existing) return { existing };
  const { version, nodeGroup, logRetentionDays } = defaults.cluster;
  return {
    version,
    nodeGroups: [nodeGroupSchema(defaults).parse({ name: nodeGroup.name })],
    endpoint: { public: false, allowedCidrs: [] },
    controlPlaneLogs: ['api', 'audit', 'authenticator'],
    logRetentionDays,
    ...withoutUndefined(written),
  };
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, entry]) => entry !== undefined),
  ) as T;
}

/** The Kubernetes cluster of an environment: one that is made, or one that exists. */
export function clusterSchema(defaults: ClassDefaults) {
  return writtenClusterSchema(defaults)
    .superRefine(({ existing, ...made }, context) => {
      const beside = Object.keys(withoutUndefined(made));
      if (existing && beside.length > 0) {
        context.addIssue({
          code: 'custom',
          path: ['existing'],
          message: `must be left out beside ${beside.join(
            ', ',
          )}: a cluster is made, or one that exists is used`,
        });
      }
    })
    .transform(written => completeCluster(written, defaults));
}
