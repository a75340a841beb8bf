import { parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { TimelineQuery } from '@portico/plugin-timeline-common';

/** What a timeline is about: all environments, one, or none that there could be. */
export type TimelineScope = 'all' | 'none' | { name: string };

/** An environment is a resource of the default namespace; anything else may run in all of them. */
export function scopeOf({
  entityRef,
  environment,
}: TimelineQuery): TimelineScope {
  const named: TimelineScope =
    environment === undefined ? 'all' : { name: environment };
  if (entityRef === undefined) return named;
  const ref = readRef(entityRef);
  if (ref.kind !== 'resource') return named;
  const isOther = environment !== undefined && environment !== ref.name;
  return ref.namespace !== 'default' || isOther ? 'none' : { name: ref.name };
}

function readRef(entityRef: string) {
  const lower = (text: string) => text.toLocaleLowerCase('en-US');
  try {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    return {
      kind: lower(kind),
      namespace: lower(namespace),
      name: lower(name),
    };
  } catch {
    throw new InputError(
      `entityRef is no reference of an entity: ${entityRef.slice(0, 100)}`,
    );
  }
}
