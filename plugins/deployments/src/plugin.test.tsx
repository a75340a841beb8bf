import type { Entity } from '@backstage/catalog-model';
import {
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  createExtensionTester,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { TimelineLaneBlueprint } from '@portico/plugin-timeline-react';
import { screen } from '@testing-library/react';
import {
  FakeDeploymentsApi,
  httpError,
} from './__testUtils__/FakeDeploymentsApi';
import { anEnvironment, ORDER_ENTITY } from './__testUtils__/renderPage';
import { deploymentsApiRef } from './api';
import { deploymentsPlugin } from './plugin';

const LIBRARY: Entity = {
  ...ORDER_ENTITY,
  spec: { ...ORDER_ENTITY.spec, type: 'library' },
};

const WORKER: Entity = {
  ...LIBRARY,
  metadata: {
    ...LIBRARY.metadata,
    annotations: { 'backstage.io/kubernetes-id': 'worker' },
  },
};

const ENTITIES: [string, Entity, boolean][] = [
  ['a service', ORDER_ENTITY, true],
  ['what names itself to Kubernetes', WORKER, true],
  ['a library', LIBRARY, false],
  ['an environment', anEnvironment('prod', ['prod']), false],
  ['an API', { ...ORDER_ENTITY, kind: 'API' }, false],
];

describe('deploymentsPlugin', () => {
  it.each(ENTITIES)('should judge whether %s is deployed', (_, entity, is) => {
    const card = createExtensionTester(
      deploymentsPlugin.getExtension('entity-card:deployments/running-version'),
    );
    const tab = createExtensionTester(
      deploymentsPlugin.getExtension('entity-content:deployments'),
    );
    expect(
      card.get(EntityCardBlueprint.dataRefs.filterFunction)?.(entity),
    ).toBe(is);
    expect(
      tab.get(EntityContentBlueprint.dataRefs.filterFunction)?.(entity),
    ).toBe(is);
  });

  it('should bring two lanes to a timeline, deployments on top', () => {
    const lanes = [
      createExtensionTester(
        deploymentsPlugin.getExtension('timeline-lane:deployments'),
      ),
      createExtensionTester(
        deploymentsPlugin.getExtension('timeline-lane:deployments/incidents'),
      ),
    ].map(tester => tester.get(TimelineLaneBlueprint.dataRefs.lane));
    expect(
      lanes.map(({ id, title, order, permission }) => [
        id,
        title,
        order,
        permission,
      ]),
    ).toEqual([
      ['deployments', 'Deployments', 10, 'deployments.read'],
      ['incidents', 'Incidents', 20, 'deployments.read'],
    ]);
  });

  it('should have its page where there is no timeline', async () => {
    renderTestApp({
      features: [deploymentsPlugin],
      initialRouteEntries: ['/deployments'],
    });
    expect(
      await screen.findByText(/^Which version of which service is where/),
    ).toBeVisible();
  });

  it.each([
    ['where the app has one', true],
    ['and nowhere else', false],
  ])('should lead to the page of the sources %s', async (_, hasPage) => {
    const api = new FakeDeploymentsApi();
    api.failure = httpError(502, 'the database is away');
    const root = createRouteRef();
    const connections = createFrontendPlugin({
      pluginId: 'connections',
      extensions: [
        PageBlueprint.make({
          params: {
            path: '/far-ends',
            routeRef: root,
            loader: async () => <p>sources</p>,
          },
        }),
      ],
      routes: { root },
    });
    renderTestApp({
      features: [...(hasPage ? [connections] : []), deploymentsPlugin],
      initialRouteEntries: ['/deployments'],
      apis: [[deploymentsApiRef, api]],
    });
    expect(await screen.findByRole('button', { name: 'Retry' })).toBeVisible();
    expect(
      screen
        .queryAllByRole('link', { name: 'Connections' })
        .map(link => link.getAttribute('href')),
    ).toEqual(hasPage ? ['/far-ends'] : []);
  });
});
