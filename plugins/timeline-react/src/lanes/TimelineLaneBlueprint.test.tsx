import {
  ApiBlueprint,
  coreExtensionData,
  createExtension,
  createExtensionInput,
  createFrontendPlugin,
  useApi,
} from '@backstage/frontend-plugin-api';
import {
  createExtensionTester,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import type { TimelineLane } from './TimelineLane';
import { TimelineLaneBlueprint } from './TimelineLaneBlueprint';
import { timelineLanesApiRef } from './TimelineLanesApi';

const LANE: TimelineLane = {
  id: 'deployments',
  title: 'Deployments',
  order: 10,
  load: async () => ({ items: [] }),
};

/** A lane that tells when it is made. */
function aLane(onMade: () => void) {
  return TimelineLaneBlueprint.makeWithOverrides({
    factory: original => {
      onMade();
      return original(LANE);
    },
  });
}

const Titles = () => {
  const lanes = useApi(timelineLanesApiRef).getLanes();
  return <p>{lanes.map(({ title }) => title).join(', ')}</p>;
};

/** A page of an app, with the titles of the lanes where there are such. */
function aPage(element: JSX.Element) {
  return createExtension({
    name: 'page',
    attachTo: { id: 'app/routes', input: 'routes' },
    output: [coreExtensionData.reactElement, coreExtensionData.routePath],
    factory: () => [
      coreExtensionData.routePath('/'),
      coreExtensionData.reactElement(element),
    ],
  });
}

const lanesApi = ApiBlueprint.makeWithOverrides({
  name: 'lanes',
  inputs: {
    lanes: createExtensionInput([TimelineLaneBlueprint.dataRefs.lane]),
  },
  factory: (original, { inputs }) =>
    original(defineParams =>
      defineParams({
        api: timelineLanesApiRef,
        deps: {},
        factory: () => ({
          getLanes: () =>
            inputs.lanes.map(lane =>
              lane.get(TimelineLaneBlueprint.dataRefs.lane),
            ),
        }),
      }),
    ),
});

function aPlugin(
  pluginId: string,
  extensions: Parameters<typeof createFrontendPlugin>[0]['extensions'],
) {
  return createFrontendPlugin({ pluginId, extensions });
}

describe('TimelineLaneBlueprint', () => {
  it('should put out the lane as it was given', () => {
    const lane = TimelineLaneBlueprint.make({ params: LANE });
    expect(
      createExtensionTester(lane).get(TimelineLaneBlueprint.dataRefs.lane),
    ).toEqual(LANE);
  });

  it('should reach the API that collects lanes', async () => {
    const onMade = jest.fn();
    renderTestApp({
      features: [
        aPlugin('timeline', [lanesApi, aPage(<Titles />)]),
        aPlugin('deployments', [aLane(onMade)]),
      ],
    });
    expect(await screen.findByText('Deployments')).toBeInTheDocument();
    expect(onMade).toHaveBeenCalled();
  });

  it('should never be made in an app without a timeline', async () => {
    const onMade = jest.fn();
    renderTestApp({
      features: [
        aPlugin('deployments', [aLane(onMade), aPage(<p>The page</p>)]),
      ],
    });
    expect(await screen.findByText('The page')).toBeInTheDocument();
    expect(onMade).not.toHaveBeenCalled();
  });
});
