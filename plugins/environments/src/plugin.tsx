import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { RiServerLine } from '@remixicon/react';
import { EnvironmentsClient, environmentsApiRef } from './api';
import { environmentsLane } from './lane/environmentsLane';
import {
  approvalsRouteRef,
  changeRouteRef,
  environmentRouteRef,
  newRouteRef,
  resizeRouteRef,
  rootRouteRef,
  taskRouteRef,
} from './routes';

const environmentsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: environmentsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => EnvironmentsClient.create({ fetchApi }),
    }),
});

const environmentsPage = PageBlueprint.make({
  params: {
    path: '/environments',
    title: 'Environments',
    icon: <RiServerLine />,
    routeRef: rootRouteRef,
    loader: () =>
      import('./components/EnvironmentsRouter').then(m => (
        <m.EnvironmentsRouter />
      )),
  },
});

const environmentCard = EntityCardBlueprint.make({
  name: 'environment',
  params: {
    type: 'info',
    filter: { kind: 'resource', 'spec.type': 'environment' },
    loader: () =>
      import('./components/EnvironmentCard').then(m => <m.EnvironmentCard />),
  },
});

const environmentSpecField = FormFieldBlueprint.make({
  name: 'environment-spec',
  params: {
    field: () =>
      import('./components/EnvironmentSpecField').then(
        m => m.environmentSpecField,
      ),
  },
});

/** Environments: create them, follow what was asked for, and read what they cost. */
export const environmentsPlugin = createFrontendPlugin({
  pluginId: 'environments',
  title: 'Environments',
  extensions: [
    environmentsApi,
    environmentsPage,
    environmentCard,
    environmentSpecField,
    environmentsLane,
  ],
  routes: {
    root: rootRouteRef,
    create: newRouteRef,
    approvals: approvalsRouteRef,
    change: changeRouteRef,
    environment: environmentRouteRef,
    resize: resizeRouteRef,
  },
  externalRoutes: { task: taskRouteRef },
});
