import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod/v4';

/** A workflow of GitHub that deploys, and where to. */
export interface DeployingWorkflow {
  /** `owner/name`; null where it is meant in every repository. */
  repository: string | null;
  /** The name of its file. */
  workflow: string;
  environment: string;
}

/** What is known of names beside the catalog. */
export interface NamesConfig {
  /** Keys of environments that the configuration names, whether or not the catalog has them. */
  environments: readonly string[];
  /** Keys of environments by other names of them. */
  aliases: ReadonlyMap<string, string>;
  workflows: readonly DeployingWorkflow[];
}

const KEY = 'deployments';

const text = z
  .string({ error: 'must be a text' })
  .min(1, { error: 'must not be empty' })
  .max(200, { error: 'must have at most 200 characters' });

const environment = text.max(63, { error: 'must have at most 63 characters' });

// Aliases and clusters are names of others, with dots and slashes in them, which a path of the
// configuration can't have, so all of it is read as a whole.
const namesSchema = z.object({
  aliases: z.record(text, environment).default({}),
  kubernetes: z
    .object({
      clusters: z
        .record(z.string(), z.object({ environment: environment.optional() }))
        .default({}),
    })
    .default({ clusters: {} }),
  github: z
    .object({
      workflows: z
        .array(
          z.object({
            repository: text
              .regex(/^[^/\s]+\/[^/\s]+$/, { error: 'must be owner/name' })
              .optional(),
            workflow: text,
            environment,
          }),
        )
        .default([]),
    })
    .default({ workflows: [] }),
});

/** Reads what the configuration says of names; throws with the key that is wrong. */
export function readNamesConfig(config: Config): NamesConfig {
  const parsed = namesSchema.safeParse(config.getOptional(KEY) ?? {});
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new InputError(`${[KEY, ...path].join('.')} ${message}`);
  }
  const { aliases, kubernetes, github } = parsed.data;
  const workflows = github.workflows.map(one => ({
    ...one,
    repository: one.repository ?? null,
  }));
  const clusters = Object.values(kubernetes.clusters);
  return {
    environments: [
      ...Object.values(aliases),
      ...clusters.flatMap(cluster => cluster.environment ?? []),
      ...workflows.map(one => one.environment),
    ],
    aliases: new Map(Object.entries(aliases)),
    workflows,
  };
}
