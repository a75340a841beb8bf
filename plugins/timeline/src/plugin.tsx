import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { z } from 'zod/v4';
import { lanesApi } from './lanes/lanesApi';

const timelineCard = EntityCardBlueprint.makeWithOverrides({
  name: 'timeline',
  configSchema: {
    environmentSwitch: z
      .boolean()
      .default(true)
      .describe('False where the page around the card has a switch of its own'),
  },
  factory: (original, { config }) =>
    original({
      type: 'content',
      filter: {
        $any: [
          { kind: 'component' },
          { kind: 'resource', 'spec.type': 'environment' },
        ],
      },
      loader: () =>
        import('./components/TimelineCard').then(m => (
          <m.TimelineCard hasEnvironmentSwitch={config.environmentSwitch} />
        )),
    }),
});

/** One timeline of a service: what every plugin knows of it, lane by lane. */
export const timelinePlugin = createFrontendPlugin({
  pluginId: 'timeline',
  title: 'Timeline',
  extensions: [lanesApi, timelineCard],
});
