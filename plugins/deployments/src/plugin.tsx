import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { DeploymentsClient, deploymentsApiRef } from './api';

const deploymentsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: deploymentsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => DeploymentsClient.create({ fetchApi }),
    }),
});

/** What runs where, since when and how well, of a service and of all of them. */
export const deploymentsPlugin = createFrontendPlugin({
  pluginId: 'deployments',
  title: 'Deployments',
  extensions: [deploymentsApi],
});
