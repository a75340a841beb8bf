import { z } from 'zod/v4';
import {
  text,
  optionalText,
  optionalTime,
  count,
  optionalCount,
  metadataSchema,
  conditionsSchema,
  containersSchema,
  templateSchema,
  selectorSchema,
  replicas,
  manyOf,
} from './kubernetesParts';

/** What is read of it. */
export const deploymentObjectSchema = z.object({
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

/** What is read of it. */
export const replicaSetSchema = z.object({
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

/** What is read of it. */
export const podSchema = z.object({
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

/** What is read of it. */
export const statefulSetSchema = z.object({
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

/** What is read of it. */
export const daemonSetSchema = z.object({
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

/** What is read of it. */
export const jobSchema = z.object({
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

/** What is read of it. */
export const cronJobSchema = z.object({
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

/** What is read of it. */
export const autoscalerSchema = z.object({
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

/** What is read of it. */
export const eventSchema = z.object({
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
