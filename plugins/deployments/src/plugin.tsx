import type { FilterPredicate } from '@backstage/filter-predicates';
import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { DeploymentsClient, deploymentsApiRef } from './api';

const deploymentsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: deploymentsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => DeploymentsClient.create({ fetchApi }),
    }),
});

/** What is deployed: services, and whatever names itself to Kubernetes. */
const DEPLOYABLE: FilterPredicate = {
  $all: [
    { kind: 'component' },
    {
      $any: [
        { 'spec.type': 'service' },
        {
          'metadata.annotations.backstage.io/kubernetes-id': { $exists: true },
        },
      ],
    },
  ],
};

const runningVersionCard = EntityCardBlueprint.make({
  name: 'running-version',
  params: {
    type: 'info',
    filter: DEPLOYABLE,
    loader: () =>
      import('./components/RunningVersionCard').then(m => (
        <m.RunningVersionCard />
      )),
  },
});

/** What runs where, since when and how well, of a service and of all of them. */
export const deploymentsPlugin = createFrontendPlugin({
  pluginId: 'deployments',
  title: 'Deployments',
  extensions: [deploymentsApi, runningVersionCard],
});
