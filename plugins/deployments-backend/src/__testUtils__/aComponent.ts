import type { Entity } from '@backstage/catalog-model';

/** A component of the catalog; its Kubernetes id is its name. */
export function aComponent(
  name: string,
  annotations: Record<string, string> = {},
  more: { namespace?: string; type?: string } = {},
): Entity {
  const { namespace = 'default', type = 'service' } = more;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace,
      annotations: { 'backstage.io/kubernetes-id': name, ...annotations },
    },
    spec: { type, lifecycle: 'production', owner: 'group:default/checkout' },
  };
}

/** An environment of the catalog. */
export function anEnvironment(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, namespace: 'default' },
    spec: { type: 'environment', owner: 'group:default/platform' },
  };
}
