import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The page that tells how every source does. */
export const connectionsRouteRef = createRouteRef();
