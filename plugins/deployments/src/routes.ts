import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/frontend-plugin-api';

/** What runs where, of all services. */
export const rootRouteRef = createRouteRef();

/** The page that tells how every source does, where the app has one. */
export const connectionsRouteRef = createExternalRouteRef({
  defaultTarget: 'connections.root',
});
