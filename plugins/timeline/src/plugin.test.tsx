import {
  createExtensionTester,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { catalogApiRef, EntityProvider } from '@backstage/plugin-catalog-react';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  coreExtensionData,
  createExtension,
  createExtensionInput,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { TimelineLaneBlueprint } from '@portico/plugin-timeline-react';
import { screen } from '@testing-library/react';
import { anEnvironment } from './__testUtils__/renderCard';
import timelinePlugin from '.';

const card = timelinePlugin.getExtension('entity-card:timeline/timeline');

/** A page that shows what attaches to the page of an entity, as the catalog's does. */
const catalog = createFrontendPlugin({
  pluginId: 'catalog',
  extensions: [
    createExtension({
      kind: 'entity-content',
      name: 'overview',
      attachTo: { id: 'app/routes', input: 'routes' },
      inputs: { cards: createExtensionInput([coreExtensionData.reactElement]) },
      output: [coreExtensionData.reactElement, coreExtensionData.routePath],
      factory: ({ inputs }) => [
        coreExtensionData.routePath('/'),
        coreExtensionData.reactElement(
          <EntityProvider
            entity={{
              ...anEnvironment('order-service'),
              kind: 'Component',
            }}
          >
            {inputs.cards.map(entry => (
              <div key={entry.node.spec.id}>
                {entry.get(coreExtensionData.reactElement)}
              </div>
            ))}
          </EntityProvider>,
        ),
      ],
    }),
  ],
});

const slo = createFrontendPlugin({
  pluginId: 'slo',
  extensions: [
    TimelineLaneBlueprint.make({
      params: {
        id: 'slo',
        title: 'SLO burn',
        order: 20,
        load: async () => ({ items: [] }),
      },
    }),
  ],
});

function openApp(extensions: object[] = []) {
  renderTestApp({
    features: [timelinePlugin, slo, catalog],
    config: { app: { extensions } },
    apis: [[catalogApiRef, catalogApiMock({ entities: [] })]],
  });
}

describe('the card', () => {
  it('should be wide content of services and environments, and of nothing else', () => {
    const tester = createExtensionTester(card);
    expect(tester.get(EntityCardBlueprint.dataRefs.type)).toBe('content');
    const isShown = tester.get(EntityCardBlueprint.dataRefs.filterFunction);
    const component = { ...anEnvironment('order-service'), kind: 'Component' };
    const database = { ...anEnvironment('db'), spec: { type: 'database' } };
    expect(
      [component, anEnvironment('dev'), database].map(entity =>
        isShown?.(entity),
      ),
    ).toEqual([true, true, false]);
  });

  it('should show the lanes that the plugins of an app bring', async () => {
    openApp();
    expect(
      await screen.findByText('No SLO burn in these 7 days'),
    ).toBeInTheDocument();
    expect(screen.getByText('Environment')).toBeInTheDocument();
  });

  it('should leave its switch out where an app says so', async () => {
    openApp([
      {
        'entity-card:timeline/timeline': {
          config: { environmentSwitch: false },
        },
      },
    ]);
    expect(
      await screen.findByText('No SLO burn in these 7 days'),
    ).toBeInTheDocument();
    expect(screen.queryByText('Environment')).not.toBeInTheDocument();
  });
});
