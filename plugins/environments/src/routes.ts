import {
  createExternalRouteRef,
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

/** What waits for the reader's yes. */
export const approvalsRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/approvals',
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

/** The task that asked for a change, where the app shows tasks. */
export const taskRouteRef = createExternalRouteRef({
  params: ['taskId'],
  defaultTarget: 'scaffolder.ongoingTask',
});
