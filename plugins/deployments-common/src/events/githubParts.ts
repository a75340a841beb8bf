import { z } from 'zod/v4';
import type {
  DeploymentChange,
  EventReading,
  NameResolver,
} from './DeploymentChange';

/** The id of a thing of GitHub. */
export const idSchema = z.number().int().positive();

/** A moment as GitHub writes it. */
export const momentSchema = z.iso.datetime({ offset: true });

/** Text of GitHub, bounded. */
export const textSchema = z.string().max(2_000);

/** A whole Git hash. */
export const shaSchema = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);

/** Who did something. */
export const userSchema = z.object({ login: textSchema }).nullish();

/** The repository of an event. */
export const repositorySchema = z.object({
  full_name: z.string().regex(/^[^/\s]+\/[^/\s]+$/),
});

/** The first of the addresses that can be opened. */
export function linkOf(
  ...urls: Array<string | null | undefined>
): string | null {
  return urls.find(url => url && /^https?:\/\//.test(url)) ?? null;
}

/** One change for each component; a repository of several tells of each apart. */
export function forEachComponent(
  entityRefs: readonly string[],
  change: Omit<DeploymentChange, 'entityRef'>,
): DeploymentChange[] {
  return entityRefs.map(entityRef => ({
    ...change,
    entityRef,
    source: {
      ...change.source,
      id:
        entityRefs.length === 1
          ? change.source.id
          : `${change.source.id}/${entityRef.split(':').pop()}`,
    },
  }));
}

/** Where a deployment belongs, or why nowhere. */
export type Place =
  | { environment: string; entityRefs: readonly string[] }
  | EventReading;

/** The environment and the components that an event of a repository is about. */
export function placeOf(
  repository: string,
  environment: string | null,
  asked: string,
  names: NameResolver,
): Place {
  const entityRefs = names.entityRefsOfRepository(repository);
  if (environment === null) {
    return {
      status: 'not-ours',
      reason: `There is no environment for ${asked}.`,
    };
  }
  return entityRefs.length === 0
    ? { status: 'not-ours', reason: `There is no component of ${repository}.` }
    : { environment, entityRefs };
}
