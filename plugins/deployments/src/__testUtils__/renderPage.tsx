import type { Entity } from '@backstage/catalog-model';
import {
  mockApis,
  renderInTestApp,
  type TestAppRenderResult,
} from '@backstage/frontend-test-utils';
import { coreApis } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { deploymentsApiRef } from '../api';
import { rootRouteRef } from '../routes';
import { FakeDeploymentsApi } from './FakeDeploymentsApi';

/** The component that most tests are about; checkout owns it. */
export const ORDER_ENTITY: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'order-service',
    namespace: 'default',
    title: 'Orders',
    annotations: { 'github.com/project-slug': 'acme/order' },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'group:checkout' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/checkout' }],
};

/**
 * The same by another name. Answers about permissions are remembered for as long as tests run,
 * so whoever is denied something is denied it of an entity of their own.
 */
export function aServiceCalled(name: string): Entity {
  return { ...ORDER_ENTITY, metadata: { ...ORDER_ENTITY.metadata, name } };
}

/** An environment as the catalog knows it; its class is one of its tags. */
export function anEnvironment(name: string, tags: string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, namespace: 'default', tags },
    spec: { type: 'environment', owner: 'group:default/platform' },
  };
}

const ENTITIES = [
  ORDER_ENTITY,
  anEnvironment('staging', ['staging']),
  anEnvironment('prod', ['prod']),
];

/** What the app around a page is like. */
export interface RenderOptions {
  api?: FakeDeploymentsApi;
  /** The permissions that the reader lacks; none where it is left out. */
  denied?: readonly string[];
  /** Thrown by every question for a permission. */
  permissionFailure?: Error;
  entity?: Entity;
  entities?: Entity[];
  /** Thrown by the catalog. */
  catalogFailure?: Error;
}

function aCatalog({ entities = ENTITIES, catalogFailure }: RenderOptions) {
  return catalogFailure
    ? catalogApiMock.mock({
        getEntityByRef: () => Promise.reject(catalogFailure),
      })
    : catalogApiMock({ entities });
}

/** A page that is shown. */
export interface RenderedPage {
  api: FakeDeploymentsApi;
  path: () => string;
  search: () => string;
  container: HTMLElement;
  unmount: () => void;
}

function locationOf({ apis }: TestAppRenderResult) {
  return apis.get(coreApis.appHistory)?.getSnapshot().location;
}

/** Shows a part of the plugin in an app at an address. */
export function renderElement(
  element: JSX.Element,
  path: string,
  options: RenderOptions = {},
): RenderedPage {
  const {
    api = new FakeDeploymentsApi(),
    denied = [],
    permissionFailure,
  } = options;
  const rendered = renderInTestApp(element, {
    mountPath: '/deployments',
    mountedRoutes: {
      '/deployments': rootRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
    initialRouteEntries: [path],
    apis: [
      [deploymentsApiRef, api],
      [catalogApiRef, aCatalog(options)],
      [
        permissionApiRef,
        mockApis.permission({
          authorize: ({ permission }) => {
            if (permissionFailure) throw permissionFailure;
            return denied.includes(permission.name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW;
          },
        }),
      ],
    ],
  });
  return {
    api,
    path: () => locationOf(rendered)?.pathname ?? '',
    search: () => locationOf(rendered)?.search ?? '',
    container: rendered.container,
    unmount: rendered.unmount,
  };
}

/** Shows a part of the page of the order service, with `search` in the address. */
export function renderOnEntity(
  element: JSX.Element,
  search = '',
  { entity = ORDER_ENTITY, ...options }: RenderOptions = {},
): RenderedPage {
  return renderElement(
    <EntityProvider entity={entity}>{element}</EntityProvider>,
    `/deployments${search}`,
    options,
  );
}
