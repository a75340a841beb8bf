import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { lanesApi } from './lanes/lanesApi';

/** One timeline of a service: what every plugin knows of it, lane by lane. */
export const timelinePlugin = createFrontendPlugin({
  pluginId: 'timeline',
  title: 'Timeline',
  extensions: [lanesApi],
});
