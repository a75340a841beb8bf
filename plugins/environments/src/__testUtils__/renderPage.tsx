import type { Entity } from '@backstage/catalog-model';
import {
  mockApis,
  renderInTestApp,
  type TestAppRenderResult,
} from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  scaffolderApiRef,
  type ScaffolderApi,
} from '@backstage/plugin-scaffolder-react';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import {
  coreApis,
  identityApiRef,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';
import { environmentsApiRef } from '../api';
import { EnvironmentsRouter } from '../components/EnvironmentsRouter';
import { rootRouteRef } from '../routes';
import { FakeEnvironmentsApi } from './FakeEnvironmentsApi';

const GROUPS: Entity[] = ['checkout', 'platform', 'platform-approvers'].map(
  name => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [] },
  }),
);

const ADA = mockApis.identity({
  userEntityRef: 'user:default/ada',
  ownershipEntityRefs: ['user:default/ada', 'group:default/checkout'],
});

/** What the app around a page is like. */
export interface RenderOptions {
  api?: FakeEnvironmentsApi;
  allowed?: boolean;
  scaffolder?: Partial<ScaffolderApi>;
  /** Left out in an app that has none. */
  signals?: SignalApi;
  /** Who reads the page; Ada where it is left out. */
  identity?: IdentityApi;
}

/** A page that is shown. */
export interface RenderedPage {
  api: FakeEnvironmentsApi;
  path: () => string;
  search: () => string;
  unmount: () => void;
}

function locationOf({ apis }: TestAppRenderResult) {
  return apis.get(coreApis.appHistory)?.getSnapshot().location;
}

/** Shows a page of the plugin at an address, as Ada of the group checkout; `path` is where she is now. */
export function renderPage(
  path: string,
  options: RenderOptions = {},
): RenderedPage {
  return renderElement(<EnvironmentsRouter />, path, options);
}

/** Shows one component of the plugin in an app, as Ada of the group checkout. */
export function renderElement(
  element: JSX.Element,
  path: string,
  {
    api = new FakeEnvironmentsApi(),
    allowed = true,
    scaffolder = {},
    signals,
    identity = ADA,
  }: RenderOptions = {},
): RenderedPage {
  const rendered = renderInTestApp(element, {
    mountPath: '/environments',
    mountedRoutes: { '/environments': rootRouteRef },
    initialRouteEntries: [path],
    apis: [
      [environmentsApiRef, api],
      [catalogApiRef, catalogApiMock({ entities: GROUPS })],
      [scaffolderApiRef, scaffolder],
      ...(signals ? [[signalApiRef, signals] as const] : []),
      [identityApiRef, identity],
      [
        permissionApiRef,
        mockApis.permission({
          authorize: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
        }),
      ],
    ],
  });
  return {
    api,
    path: () => locationOf(rendered)?.pathname ?? '',
    search: () => locationOf(rendered)?.search ?? '',
    unmount: rendered.unmount,
  };
}
