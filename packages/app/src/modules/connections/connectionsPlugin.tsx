import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiLinksLine } from '@remixicon/react';
import { z } from 'zod/v4';
import { connectionsApiRef } from './ConnectionsApi';
import { ConnectionsClient } from './ConnectionsClient';
import { connectionsRouteRef } from './routes';

/** Configured once, for the page and for the line about sources on home. */
const connectionsApi = ApiBlueprint.makeWithOverrides({
  configSchema: {
    /** The plugins of the backend that have sources. */
    plugins: z.array(z.string()).default(['environments', 'deployments']),
  },
  factory(originalFactory, { config }) {
    return originalFactory(defineParams =>
      defineParams({
        api: connectionsApiRef,
        deps: { fetchApi: fetchApiRef },
        factory: ({ fetchApi }) =>
          ConnectionsClient.create({ fetchApi, plugins: config.plugins }),
      }),
    );
  },
});

const connectionsPage = PageBlueprint.make({
  params: {
    path: '/connections',
    title: 'Connections',
    icon: <RiLinksLine />,
    routeRef: connectionsRouteRef,
    loader: () =>
      import('./ConnectionsPage').then(({ ConnectionsPage }) => (
        <ConnectionsPage />
      )),
  },
});

/** The page that tells how every source does. */
export const connectionsPlugin = createFrontendPlugin({
  pluginId: 'connections',
  title: 'Connections',
  icon: <RiLinksLine />,
  extensions: [connectionsApi, connectionsPage],
  routes: { root: connectionsRouteRef },
});
