import { z } from 'zod/v4';

/*
 * What is read of the objects of the Kubernetes API, and nothing more. The API is in Go: a list
 * without entries may be null, and a count of 0 is left out.
 */

function manyOf<T extends z.ZodType>(item: T, max = 10_000) {
  return z
    .array(item)
    .max(max)
    .nullish()
    .transform(items => items ?? []);
}

const text = z.string().max(40_000);
const optionalText = text.nullish().transform(value => value ?? null);
const optionalTime = z.iso
  .datetime({ offset: true })
  .nullish()
  .transform(value => value ?? null);
const count = z
  .number()
  .int()
  .nonnegative()
  .nullish()
  .transform(value => value ?? 0);
const optionalCount = z
  .number()
  .int()
  .nonnegative()
  .nullish()
  .transform(value => value ?? null);
const labels = z
  .record(z.string(), text)
  .nullish()
  .transform(value => value ?? {});

const metadataSchema = z.object({
  name: z.string().min(1).max(253),
  uid: optionalText,
  generation: optionalCount,
  creationTimestamp: optionalTime,
  deletionTimestamp: optionalTime,
  labels,
  annotations: labels,
  ownerReferences: manyOf(
    z.object({ kind: text, name: text, uid: optionalText }),
  ),
});

/** The name, labels and owners of an object. */
export type ObjectMetadata = z.infer<typeof metadataSchema>;

const conditionsSchema = manyOf(
  z.object({
    type: text,
    status: text,
    reason: optionalText,
    message: optionalText,
    lastTransitionTime: optionalTime,
  }),
);

/** A condition of an object. */
export type Condition = z.infer<typeof conditionsSchema>[number];

const containersSchema = manyOf(z.object({ name: text, image: optionalText }));

const templateSchema = z.object({
  metadata: z
    .object({ labels, annotations: labels })
    .nullish()
    .transform(value => value ?? { labels: {}, annotations: {} }),
  spec: z.object({ containers: containersSchema }),
});

/** The pod that a workload makes. */
export type PodTemplate = z.infer<typeof templateSchema>;

const selectorSchema = z
  .object({ matchLabels: labels })
  .nullish()
  .transform(value => value ?? { matchLabels: {} });

const replicas = z.number().int().nonnegative().nullish();

const deploymentObjectSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    replicas: replicas.transform(value => value ?? 1),
    paused: z.boolean().nullish(),
    progressDeadlineSeconds: optionalCount,
    selector: selectorSchema,
    template: templateSchema,
  }),
  status: z
    .object({
      observedGeneration: optionalCount,
      replicas: count,
      updatedReplicas: count,
      readyReplicas: count,
      availableReplicas: count,
      conditions: conditionsSchema,
    })
    .optional(),
});

/** A Deployment of Kubernetes. */
export type DeploymentObject = z.infer<typeof deploymentObjectSchema>;

const replicaSetSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({ template: templateSchema.optional() }),
});

/** A ReplicaSet. */
export type ReplicaSetObject = z.infer<typeof replicaSetSchema>;

const terminatedSchema = z.object({
  exitCode: z.number().int(),
  reason: optionalText,
  finishedAt: optionalTime,
});

const stateSchema = z
  .object({
    waiting: z
      .object({ reason: optionalText, message: optionalText })
      .nullish(),
    running: z.object({ startedAt: optionalTime }).nullish(),
    terminated: terminatedSchema.nullish(),
  })
  .nullish();

const containerStatusSchema = z.object({
  name: text,
  ready: z.boolean(),
  restartCount: z.number().int().nonnegative(),
  imageID: optionalText,
  state: stateSchema,
  lastState: stateSchema,
});

/** The status of one container. */
export type ContainerStatus = z.infer<typeof containerStatusSchema>;

const podSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({ containers: containersSchema }),
  status: z.object({
    phase: optionalText,
    reason: optionalText,
    conditions: conditionsSchema,
    initContainerStatuses: manyOf(containerStatusSchema),
    containerStatuses: manyOf(containerStatusSchema),
  }),
});

/** A pod. */
export type PodObject = z.infer<typeof podSchema>;

const statefulSetSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    replicas: replicas.transform(value => value ?? 1),
    selector: selectorSchema,
    template: templateSchema,
    updateStrategy: z
      .object({
        type: optionalText,
        rollingUpdate: z.object({ partition: count }).nullish(),
      })
      .nullish(),
  }),
  status: z
    .object({
      observedGeneration: optionalCount,
      replicas: count,
      readyReplicas: count,
      updatedReplicas: count,
      currentRevision: optionalText,
      updateRevision: optionalText,
    })
    .optional(),
});

/** A StatefulSet. */
export type StatefulSetObject = z.infer<typeof statefulSetSchema>;

const daemonSetSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({ selector: selectorSchema, template: templateSchema }),
  status: z
    .object({
      observedGeneration: optionalCount,
      desiredNumberScheduled: count,
      currentNumberScheduled: count,
      updatedNumberScheduled: count,
      numberReady: count,
    })
    .optional(),
});

/** A DaemonSet. */
export type DaemonSetObject = z.infer<typeof daemonSetSchema>;

const jobSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    completions: optionalCount,
    suspend: z.boolean().nullish(),
    selector: selectorSchema,
    template: templateSchema,
  }),
  status: z
    .object({
      conditions: conditionsSchema,
      startTime: optionalTime,
      completionTime: optionalTime,
      active: count,
      succeeded: count,
      failed: count,
    })
    .optional(),
});

/** A Job. */
export type JobObject = z.infer<typeof jobSchema>;

const cronJobSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    schedule: text,
    suspend: z.boolean().nullish(),
    jobTemplate: z.object({ spec: z.object({ template: templateSchema }) }),
  }),
  status: z
    .object({
      active: manyOf(z.object({ name: optionalText })),
      lastScheduleTime: optionalTime,
      lastSuccessfulTime: optionalTime,
    })
    .nullish()
    .transform(
      value =>
        value ?? {
          active: [],
          lastScheduleTime: null,
          lastSuccessfulTime: null,
        },
    ),
});

/** A CronJob. */
export type CronJobObject = z.infer<typeof cronJobSchema>;

const autoscalerSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    minReplicas: replicas.transform(value => value ?? 1),
    maxReplicas: z.number().int().nonnegative(),
    scaleTargetRef: z.object({ kind: text, name: text }),
  }),
  status: z
    .object({
      currentReplicas: count,
      desiredReplicas: count,
      conditions: conditionsSchema,
    })
    .optional(),
});

/** A HorizontalPodAutoscaler. */
export type AutoscalerObject = z.infer<typeof autoscalerSchema>;

const eventSchema = z.object({
  type: optionalText,
  reason: optionalText,
  message: optionalText,
  involvedObject: z.object({
    kind: optionalText,
    name: optionalText,
    uid: optionalText,
  }),
});

/** An event about an object. */
export type EventObject = z.infer<typeof eventSchema>;

/** A list as the API gives it, or its items alone; null, or left out, where it could not be had. */
function listSchema<T extends z.ZodType>(item: T) {
  return z
    .preprocess(
      value => (Array.isArray(value) ? { items: value } : value),
      z.object({ items: manyOf(item) }).nullish(),
    )
    .transform(list => list?.items ?? null);
}

/** The lists of one component in one namespace of one cluster. */
export const kubernetesListsSchema = z.object({
  deployments: listSchema(deploymentObjectSchema),
  replicasets: listSchema(replicaSetSchema),
  pods: listSchema(podSchema),
  horizontalpodautoscalers: listSchema(autoscalerSchema),
  events: listSchema(eventSchema),
  statefulsets: listSchema(statefulSetSchema),
  daemonsets: listSchema(daemonSetSchema),
  jobs: listSchema(jobSchema),
  cronjobs: listSchema(cronJobSchema),
});

/** The lists of one component; null is a list that could not be seen, which is not an empty one. */
export type KubernetesLists = z.infer<typeof kubernetesListsSchema>;

/** What `parseKubernetesLists` gives. */
export type ParsedKubernetesLists =
  | { valid: true; lists: KubernetesLists }
  | { valid: false; issues: Array<{ path: string; message: string }> };

/**
 * Reads the lists of one component, as the API gave them.
 *
 * @returns the lists, or the fields that are not as they should be; it never throws
 */
export function parseKubernetesLists(input: unknown): ParsedKubernetesLists {
  const parsed = kubernetesListsSchema.safeParse(input);
  if (parsed.success) {
    return { valid: true, lists: parsed.data };
  }
  return {
    valid: false,
    issues: parsed.error.issues.slice(0, 20).map(({ path, message }) => ({
      path: path.map(String).join('.'),
      message,
    })),
  };
}
