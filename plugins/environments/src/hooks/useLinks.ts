import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import {
  approvalsRouteRef,
  changeRouteRef,
  environmentRouteRef,
  newRouteRef,
  resizeRouteRef,
  rootRouteRef,
  taskRouteRef,
} from '../routes';

/** The addresses of this plugin's pages, wherever the app has mounted them. */
export interface Links {
  list: string;
  create: string;
  approvals: string;
  environment: (name: string) => string;
  resize: (name: string) => string;
  change: (id: string) => string;
  /** Undefined where the app shows no tasks. */
  task: (taskId: string) => string | undefined;
}

/** Where this plugin is when the app has not mounted its page. */
const DEFAULT_BASE = '/environments';

/** The addresses of this plugin's pages. */
export function useLinks(): Links {
  const list = useRouteRef(rootRouteRef);
  const create = useRouteRef(newRouteRef);
  const approvals = useRouteRef(approvalsRouteRef);
  const task = useRouteRef(taskRouteRef);
  const environment = useRouteRef(environmentRouteRef);
  const resize = useRouteRef(resizeRouteRef);
  const change = useRouteRef(changeRouteRef);
  return useMemo(() => {
    const base = list?.() ?? DEFAULT_BASE;
    return {
      list: base,
      create: create?.() ?? `${base}/new`,
      approvals: approvals?.() ?? `${base}/approvals`,
      task: taskId => task?.({ taskId }),
      environment: name => environment?.({ name }) ?? `${base}/${name}`,
      resize: name => resize?.({ name }) ?? `${base}/${name}/change`,
      change: id => change?.({ id }) ?? `${base}/changes/${id}`,
    };
  }, [list, create, approvals, task, environment, resize, change]);
}
