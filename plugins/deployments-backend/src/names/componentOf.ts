import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { ComponentRepository, NamedComponent } from './Names';

const KUBERNETES_ID = 'backstage.io/kubernetes-id';
const KUBERNETES_NAMESPACE = 'backstage.io/kubernetes-namespace';
const PROJECT_SLUG = 'github.com/project-slug';

/** The fields of an entity that are asked for. */
export const COMPONENT_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'spec.type',
];

/** The host of `url:https://github.com/acme/order/tree/main/`; null where there is none. */
function hostOf(location: string | undefined): string | null {
  const address = location?.replace(/^url:/, '');
  return address && URL.canParse(address) ? new URL(address).host : null;
}

function repositoryOf(
  annotations: Readonly<Record<string, string>>,
): ComponentRepository | null {
  const match = /^([\w.-]+)\/([\w.-]+)$/.exec(
    annotations[PROJECT_SLUG]?.trim() ?? '',
  );
  if (!match) {
    return null;
  }
  const [, owner, repo] = match;
  const host =
    hostOf(annotations[ANNOTATION_SOURCE_LOCATION]) ??
    hostOf(annotations[ANNOTATION_LOCATION]);
  return { host: host || null, owner, repo };
}

/** A component of the catalog, as far as its deployments are concerned. */
export function componentOf(entity: Entity): NamedComponent {
  const { name, namespace = 'default', annotations = {} } = entity.metadata;
  const type = entity.spec?.type;
  return {
    entityRef: stringifyEntityRef(entity),
    name,
    catalogNamespace: namespace.toLowerCase(),
    type: typeof type === 'string' ? type.toLowerCase() : null,
    kubernetesId: annotations[KUBERNETES_ID]?.trim() || null,
    namespace: annotations[KUBERNETES_NAMESPACE]?.trim() || null,
    repository: repositoryOf(annotations),
  };
}
