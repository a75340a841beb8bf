import { z } from 'zod/v4';
import {
  autoscalerSchema,
  cronJobSchema,
  daemonSetSchema,
  deploymentObjectSchema,
  eventSchema,
  jobSchema,
  podSchema,
  replicaSetSchema,
  statefulSetSchema,
} from './kubernetesObjects';
import { manyOf } from './kubernetesParts';

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
