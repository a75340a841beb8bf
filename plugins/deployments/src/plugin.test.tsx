import type { Entity } from '@backstage/catalog-model';
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
import { anEnvironment, ORDER_ENTITY } from './__testUtils__/renderPage';
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
});
