import { z } from 'zod/v4';
import type { ClassDefaults } from './classes';
import { fields, listOf, partNameSchema, wholeNumber } from './fields';

const LABEL_VALUE = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;
const LABEL_KEY =
  /^([a-z0-9]([a-z0-9.-]{0,100}[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const RESERVED_LABEL = /(^|\.)(kubernetes|k8s)\.io\//;

const labelKeySchema = z
  .string()
  .regex(LABEL_KEY, {
    error: 'must be a Kubernetes label key, such as workload or acme.dev/team',
  })
  .refine(key => !RESERVED_LABEL.test(key), {
    error: 'must not use a prefix of Kubernetes itself (kubernetes.io, k8s.io)',
  });

const labelValueSchema = z.string().regex(LABEL_VALUE, {
  error:
    'must have at most 63 letters, digits, dots, hyphens or underscores, and start and end with a letter or digit',
});

/** An instance type, such as `t3.medium`; one without a known price may be used too. */
export const instanceTypeSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,15}\.[a-z0-9-]{2,16}$/, {
    error: 'must be an instance type, such as t3.medium',
  })
  .refine(type => !/^(db|cache)\./.test(type), {
    error: 'must be a type of EC2, such as t3.medium, without db. or cache.',
  });

const taintSchema = fields({
  key: labelKeySchema,
  value: labelValueSchema.default(''),
  effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']),
});

const labelsSchema = z
  .record(labelKeySchema, labelValueSchema)
  .refine(labels => Object.keys(labels).length <= 20, {
    error: 'must have at most 20 labels',
  });

/** The sizes of a group: what was not written follows what was. */
function completeSizes<
  T extends { min?: number; desired?: number; max?: number },
>(group: T, defaults: { min: number; desired: number; max: number }) {
  const min =
    group.min ??
    Math.min(defaults.min, group.desired ?? Infinity, group.max ?? Infinity);
  const max = group.max ?? Math.max(defaults.max, min, group.desired ?? 0);
  const desired =
    group.desired ?? Math.max(min, Math.min(max, defaults.desired));
  return { ...group, min, desired, max };
}

/** A group of worker nodes of one size. */
export function nodeGroupSchema({ cluster }: ClassDefaults) {
  const { nodeGroup } = cluster;
  return fields({
    name: partNameSchema,
    instanceType: instanceTypeSchema.default(nodeGroup.instanceType),
    capacity: z.enum(['on-demand', 'spot']).default(nodeGroup.capacity),
    min: wholeNumber(0, 100).optional(),
    desired: wholeNumber(0, 100).optional(),
    max: wholeNumber(1, 100).optional(),
    diskGb: wholeNumber(20, 1000).default(nodeGroup.diskGb),
    labels: labelsSchema.default({}),
    taints: listOf(taintSchema, { max: 10, by: 'key' }).default([]),
  })
    .transform(group => completeSizes(group, nodeGroup))
    .superRefine(({ min, desired, max }, context) => {
      if (min > max) {
        context.addIssue({
          code: 'custom',
          path: ['min'],
          message: `must not be larger than max (${max})`,
        });
      } else if (desired < min || desired > max) {
        context.addIssue({
          code: 'custom',
          path: ['desired'],
          message: `must be between min (${min}) and max (${max})`,
        });
      }
    });
}
