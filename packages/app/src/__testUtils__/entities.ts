import { Entity } from '@backstage/catalog-model';

/** A component of the shop as the catalog answers with it. */
export function aComponent(
  name: string,
  options: { owner?: string; title?: string; description?: string } = {},
): Entity {
  const owner = options.owner ?? 'group:default/checkout';
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      title: options.title,
      description: options.description,
    },
    spec: { type: 'service', lifecycle: 'production', owner },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

/** A template as the catalog answers with it. */
export function aTemplate(name: string): Entity {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name, namespace: 'default' },
    spec: { type: 'service', owner: 'group:default/platform' },
  };
}
