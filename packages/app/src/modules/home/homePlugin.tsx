import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiHome5Line } from '@remixicon/react';
import { homeRouteRef, templateRouteRef } from './routes';

const homePage = PageBlueprint.make({
  params: {
    path: '/',
    title: 'Home',
    icon: <RiHome5Line />,
    routeRef: homeRouteRef,
    noHeader: true,
    loader: () => import('./HomePage').then(({ HomePage }) => <HomePage />),
  },
});

/** The page that greets people. It is not called `home`, as Backstage's is. */
export const homePlugin = createFrontendPlugin({
  pluginId: 'portico-home',
  title: 'Home',
  icon: <RiHome5Line />,
  extensions: [homePage],
  routes: { root: homeRouteRef },
  externalRoutes: { template: templateRouteRef },
});
