import {
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The list of environments; every other page is below it. */
export const rootRouteRef = createRouteRef();

/** The form for a new environment. */
export const newRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/new',
});

/** One requested change. */
export const changeRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/changes/:id',
});

/** One environment. */
export const environmentRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:name',
});

/** The form that changes an environment. */
export const resizeRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:name/change',
});
