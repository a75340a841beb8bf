import {
  coreExtensionData,
  createExtension,
  createFrontendPlugin,
  useApi,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  TimelineLaneBlueprint,
  timelineLanesApiRef,
} from '@portico/plugin-timeline-react';
import { screen } from '@testing-library/react';
import timelinePlugin from '..';

function aLane(id: string, order: number) {
  return TimelineLaneBlueprint.make({
    name: id,
    params: { id, title: id, order, load: async () => ({ items: [] }) },
  });
}

const Lanes = () => {
  const lanes = useApi(timelineLanesApiRef).getLanes();
  return <p>{`Lanes: ${lanes.map(({ id }) => id).join(' ')}`}</p>;
};

const page = createExtension({
  name: 'page',
  attachTo: { id: 'app/routes', input: 'routes' },
  output: [coreExtensionData.reactElement, coreExtensionData.routePath],
  factory: () => [
    coreExtensionData.routePath('/'),
    coreExtensionData.reactElement(<Lanes />),
  ],
});

describe('lanesApi', () => {
  it('should hold the lanes of all plugins by their place and title', async () => {
    renderTestApp({
      features: [
        timelinePlugin,
        createFrontendPlugin({
          pluginId: 'slo',
          extensions: [aLane('burn', 20), aLane('alerts', 20), page],
        }),
        createFrontendPlugin({
          pluginId: 'deployments',
          extensions: [aLane('deployments', 10)],
        }),
      ],
    });
    expect(
      await screen.findByText('Lanes: deployments alerts burn'),
    ).toBeInTheDocument();
  });

  it('should be empty where no plugin brings a lane', async () => {
    renderTestApp({
      features: [
        timelinePlugin,
        createFrontendPlugin({ pluginId: 'slo', extensions: [page] }),
      ],
    });
    expect(await screen.findByText('Lanes:')).toBeInTheDocument();
  });
});
