import type { Entity } from '@backstage/catalog-model';
import { coreApis } from '@backstage/frontend-plugin-api';
import {
  renderInTestApp,
  type TestAppRenderResult,
} from '@backstage/frontend-test-utils';
import { catalogApiRef, EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { timelineLanesApiRef } from '@portico/plugin-timeline-react';
import { TimelineCard } from '../components/TimelineCard';
import type { FakeLane } from './FakeLane';

/** When the tests take place. */
export const NOON = Date.parse('2026-11-25T12:00:00Z');

const ORDER: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'order-service', namespace: 'default' },
  spec: { type: 'service', owner: 'group:default/checkout' },
};

/** An environment as the catalog holds it. */
export function anEnvironment(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, namespace: 'default' },
    spec: { type: 'environment', owner: 'group:default/platform' },
  };
}

/** What the app around the card is like. */
export interface CardOptions {
  entity?: Entity;
  search?: string;
  hasEnvironmentSwitch?: boolean;
  /** Set where the catalog does not answer. */
  catalogFails?: boolean;
}

/** Shows the card in an app, on the page of order-service where nothing else is said. */
export function renderCard(
  lanes: readonly FakeLane[],
  {
    entity = ORDER,
    search = '',
    hasEnvironmentSwitch = true,
    catalogFails = false,
  }: CardOptions = {},
): TestAppRenderResult & { search: () => string; path: () => string } {
  const catalog = catalogApiMock({
    entities: [
      anEnvironment('prod'),
      anEnvironment('dev'),
      { ...anEnvironment('orders-db'), spec: { type: 'database' } },
    ],
  });
  if (catalogFails) {
    catalog.getEntities = async () => {
      throw new Error('The catalog is away');
    };
  }
  const rendered = renderInTestApp(
    <EntityProvider entity={entity}>
      <TimelineCard hasEnvironmentSwitch={hasEnvironmentSwitch} />
    </EntityProvider>,
    {
      initialRouteEntries: [`/${search}`],
      apis: [
        [timelineLanesApiRef, { getLanes: () => lanes }],
        [catalogApiRef, catalog],
      ],
    },
  );
  const location = () =>
    rendered.apis.get(coreApis.appHistory)?.getSnapshot().location;
  return {
    ...rendered,
    search: () => location()?.search ?? '',
    path: () => location()?.pathname ?? '',
  };
}
