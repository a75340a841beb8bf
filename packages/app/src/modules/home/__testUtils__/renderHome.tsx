import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  CatalogApi,
  catalogApiRef,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { jsonAnswer } from '../../../__testUtils__/answers';
import { aComponent } from '../../../__testUtils__/entities';
import { ConnectionsApi, connectionsApiRef } from '../../connections';
import { HomeAt } from '../HomePage';
import { templateRouteRef } from '../routes';

const noSources: ConnectionsApi = {
  list: async () => [],
  test: () => Promise.reject(new Error('No test is expected')),
};

const morning = new Date(2026, 10, 25, 8, 30);

/** A service of Ada's group. */
export const orders = aComponent('order-service', { title: 'Orders' });

/** The environments backend of a quiet day. */
async function quietBackend(input: RequestInfo | URL): Promise<Response> {
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  return pathname.endsWith('/changes')
    ? jsonAnswer({ items: [] })
    : jsonAnswer({ items: [], complete: true });
}

/** Renders home as Ada sees it on a Wednesday at half past eight. */
export function renderHome(options: {
  catalogApi: CatalogApi;
  environmentsBackend?: typeof fetch;
  owns?: string[];
  stepsDone?: string[];
  /** What was opened before; undefined is a storage that never tells. */
  opened?: string[];
  connectionsApi?: Pick<ConnectionsApi, 'list'>;
  signalApi?: SignalApi;
}) {
  const storage = mockApis.storage();
  storage
    .forBucket('portico-home')
    .set('first-steps-done', options.stepsDone ?? []);
  storage.forBucket('portico-home').set('opened-changes', options.opened ?? []);
  renderInTestApp(<HomeAt now={morning} />, {
    apis: [
      mockApis.identity({
        userEntityRef: 'user:default/ada',
        ownershipEntityRefs: options.owns ?? [
          'user:default/ada',
          'group:default/checkout',
        ],
        displayName: 'Ada',
      }),
      storage,
      mockApis.fetch({
        baseImplementation: options.environmentsBackend ?? quietBackend,
      }),
      [catalogApiRef, options.catalogApi],
      [connectionsApiRef, { ...noSources, ...options.connectionsApi }],
      ...(options.signalApi
        ? [[signalApiRef, options.signalApi] as const]
        : []),
    ],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/create/templates/:namespace/:templateName': templateRouteRef,
    },
  });
  return { storage };
}
