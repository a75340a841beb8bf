import {
  ComponentEntity,
  Entity,
  isComponentEntity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogApi } from '@backstage/plugin-catalog-react';

/** A service as the home page lists it. */
export interface OwnedService {
  ref: string;
  kind: string;
  namespace: string;
  name: string;
  title: string;
  description?: string;
  owner: string;
  lifecycle: string;
}

/** What the home page knows from the catalog. */
export interface Overview {
  services: OwnedService[];
  /** The template a new service starts from, if this portal has one. */
  serviceTemplate?: { namespace: string; name: string };
}

const SERVICE_TEMPLATE = 'new-service';

const fields = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.description',
  'spec.type',
  'spec.owner',
  'spec.lifecycle',
];

function toService(entity: ComponentEntity): OwnedService {
  const { name, namespace = 'default', title, description } = entity.metadata;
  return {
    ref: stringifyEntityRef(entity),
    kind: entity.kind,
    namespace,
    name,
    title: title ?? name,
    description,
    owner: String(entity.spec.owner),
    lifecycle: String(entity.spec.lifecycle),
  };
}

function toTemplate(entity: Entity) {
  const { name, namespace = 'default' } = entity.metadata;
  return { name, namespace };
}

/** Reads in one request what a person's groups own and what they may start. */
export async function fetchOverview(
  catalogApi: CatalogApi,
  ownershipEntityRefs: string[],
): Promise<Overview> {
  const { items } = await catalogApi.getEntities({
    filter: [
      { kind: 'component', 'relations.ownedBy': ownershipEntityRefs },
      { kind: 'template', 'metadata.name': SERVICE_TEMPLATE },
    ],
    fields,
  });
  const template = items.find(item => item.kind === 'Template');
  return {
    services: items
      .filter(isComponentEntity)
      .map(toService)
      .sort((a, b) => a.title.localeCompare(b.title)),
    serviceTemplate: template && toTemplate(template),
  };
}
