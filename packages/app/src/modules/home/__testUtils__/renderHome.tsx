import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  CatalogApi,
  catalogApiRef,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { jsonAnswer } from '../../../__testUtils__/answers';
import { aComponent } from '../../../__testUtils__/entities';
import { HomeAt } from '../HomePage';
import { templateRouteRef } from '../routes';

const morning = new Date(2026, 10, 25, 8, 30);

/** A service of Ada's group. */
export const orders = aComponent('order-service', { title: 'Orders' });

/** Renders home as Ada sees it on a Wednesday at half past eight. */
export function renderHome(options: {
  catalogApi: CatalogApi;
  environmentsBackend?: typeof fetch;
  owns?: string[];
  stepsDone?: string[];
}) {
  const noEnvironments = async () => jsonAnswer({ items: [], complete: true });
  const storage = mockApis.storage();
  storage
    .forBucket('portico-home')
    .set('first-steps-done', options.stepsDone ?? []);
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
        baseImplementation: options.environmentsBackend ?? noEnvironments,
      }),
      [catalogApiRef, options.catalogApi],
    ],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/create/templates/:namespace/:templateName': templateRouteRef,
    },
  });
  return { storage };
}
