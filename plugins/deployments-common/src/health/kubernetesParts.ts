import { z } from 'zod/v4';

/*
 * What is read of the objects of the Kubernetes API, and nothing more. The API is in Go: a list
 * without entries may be null, and a count of 0 is left out.
 */

/** A list that may be null or left out. */
export function manyOf<T extends z.ZodType>(item: T, max = 10_000) {
  return z
    .array(item)
    .max(max)
    .nullish()
    .transform(items => items ?? []);
}

/** Text of the API, bounded. */
export const text = z.string().max(40_000);
/** Text that may be left out. */
export const optionalText = text.nullish().transform(value => value ?? null);
/** A time that may be left out. */
export const optionalTime = z.iso
  .datetime({ offset: true })
  .nullish()
  .transform(value => value ?? null);
/** A count; 0 is left out by the API. */
export const count = z
  .number()
  .int()
  .nonnegative()
  .nullish()
  .transform(value => value ?? 0);
/** A count that means something else when it is left out. */
export const optionalCount = z
  .number()
  .int()
  .nonnegative()
  .nullish()
  .transform(value => value ?? null);
/** Labels or annotations. */
export const labels = z
  .record(z.string(), text)
  .nullish()
  .transform(value => value ?? {});

/** What is read of the metadata of an object. */
export const metadataSchema = z.object({
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

/** The conditions of an object. */
export const conditionsSchema = manyOf(
  z.object({
    type: text,
    status: text,
    reason: optionalText,
    message: optionalText,
    lastTransitionTime: optionalTime,
    /** When it was last said again with another reason; a Deployment's conditions alone have it. */
    lastUpdateTime: optionalTime,
  }),
);

/** A condition of an object. */
export type Condition = z.infer<typeof conditionsSchema>[number];

/** The containers of a pod. */
export const containersSchema = manyOf(
  z.object({ name: text, image: optionalText }),
);

/** The pod that a workload makes. */
export const templateSchema = z.object({
  metadata: z
    .object({ labels, annotations: labels })
    .nullish()
    .transform(value => value ?? { labels: {}, annotations: {} }),
  spec: z.object({ containers: containersSchema }),
});

/** The pod that a workload makes. */
export type PodTemplate = z.infer<typeof templateSchema>;

/** Which pods a workload takes for its own. */
export const selectorSchema = z
  .object({ matchLabels: labels })
  .nullish()
  .transform(value => value ?? { matchLabels: {} });

/** How many are wanted; the default differs. */
export const replicas = z.number().int().nonnegative().nullish();
