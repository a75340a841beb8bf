import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_VIEW_URL,
  ResourceEntity,
} from '@backstage/catalog-model';
import { EnvironmentView } from '@portico/plugin-environments-common';

/** The annotation, and label, whose value is the key of an environment. */
export const ENVIRONMENT_KEY = 'portico.dev/environment';

function describe(view: EnvironmentView): string {
  const [first] = view.issues;
  return first
    ? `The file of this environment is not valid: ${first.path} ${first.message}`
    : view.description;
}

/** The Resource that stands for an environment in the catalog. */
export function toEntity(view: EnvironmentView): ResourceEntity {
  const url = view.source?.url;
  const location = url ? `url:${url}` : `environments:${view.name}`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: view.name,
      description: describe(view),
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        ...(url ? { [ANNOTATION_VIEW_URL]: url } : {}),
        [ENVIRONMENT_KEY]: view.name,
      },
      tags: [
        ...(view.class ? [view.class] : []),
        ...(view.origin === 'sample' ? ['sample'] : []),
      ],
    },
    spec: {
      type: 'environment',
      // A file that can't be read names no owner.
      owner: view.owner || 'unknown',
    },
  };
}
