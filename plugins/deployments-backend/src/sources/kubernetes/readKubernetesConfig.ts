import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { z } from 'zod/v4';

/** What is known of a cluster beside what it tells itself. */
export interface ClusterConfig {
  /** The environment of what no namespace's label puts elsewhere; null for none. */
  environment: string | null;
  /** The namespaces that are asked where all of them at once are not allowed. */
  namespaces: readonly string[];
  origin: 'live' | 'emulated';
}

/** How the clusters are watched. */
export interface KubernetesConfig {
  clusters: ReadonlyMap<string, ClusterConfig>;
  /** How long one cluster may take to tell everything. */
  patienceMs: number;
}

/** A cluster of which the configuration says nothing. */
export const UNCONFIGURED: ClusterConfig = {
  environment: null,
  namespaces: [],
  origin: 'live',
};

const KEY = 'deployments.kubernetes';
const PATIENCE_MS = 5_000;

const namespace = z
  .string({ error: 'must be a text' })
  .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, {
    error: 'must be the name of a namespace',
  });

// The names of clusters may have dots and slashes, which a path of the configuration can't have.
const clustersSchema = z
  .record(
    z.string().min(1),
    z.object({
      environment: z.string({ error: 'must be a text' }).min(1).optional(),
      namespaces: z
        .array(namespace)
        .max(20, { error: 'must have at most 20' })
        .default([]),
      origin: z
        .enum(['live', 'emulated'], { error: 'must be live or emulated' })
        .default('live'),
    }),
  )
  .default({});

/** Reads how clusters are watched; throws with the key that is wrong. */
export function readKubernetesConfig(config: Config): KubernetesConfig {
  const own = config.getOptionalConfig(KEY);
  const parsed = clustersSchema.safeParse(own?.getOptional('clusters'));
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new InputError(`${[KEY, 'clusters', ...path].join('.')} ${message}`);
  }
  const patienceMs = own?.has('patience')
    ? durationToMilliseconds(readDurationFromConfig(own, { key: 'patience' }))
    : PATIENCE_MS;
  if (patienceMs < 1_000 || patienceMs > 60_000) {
    throw new InputError(`${KEY}.patience must be 1 second to 1 minute`);
  }
  return {
    clusters: new Map(
      Object.entries(parsed.data).map(([name, cluster]) => [
        name,
        { ...cluster, environment: cluster.environment ?? null },
      ]),
    ),
    patienceMs,
  };
}
