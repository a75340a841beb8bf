import type { FilterPredicate } from '@backstage/filter-predicates';
import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiRocketLine } from '@remixicon/react';
import { DeploymentsClient, deploymentsApiRef } from './api';
import { deploymentsLane, incidentsLane } from './lanes/lanes';
import { connectionsRouteRef, rootRouteRef } from './routes';

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

const deploymentsPage = PageBlueprint.make({
  params: {
    path: '/deployments',
    title: 'Deployments',
    icon: <RiRocketLine />,
    routeRef: rootRouteRef,
    loader: () =>
      import('./components/DeploymentsPage').then(m => <m.DeploymentsPage />),
  },
});

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

const deploymentsTab = EntityContentBlueprint.make({
  params: {
    path: '/deployments',
    title: 'Deployments',
    filter: DEPLOYABLE,
    loader: () =>
      import('./components/DeploymentsTab').then(m => <m.DeploymentsTab />),
  },
});

/** What runs where, since when and how well, of a service and of all of them. */
export const deploymentsPlugin = createFrontendPlugin({
  pluginId: 'deployments',
  title: 'Deployments',
  extensions: [
    deploymentsApi,
    deploymentsPage,
    runningVersionCard,
    deploymentsTab,
    deploymentsLane,
    incidentsLane,
  ],
  routes: { root: rootRouteRef },
  externalRoutes: { connections: connectionsRouteRef },
});
