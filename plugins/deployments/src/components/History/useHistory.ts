import { useApi } from '@backstage/frontend-plugin-api';
import {
  deploymentStatusSchema,
  type DeploymentList,
  type DeploymentStatus,
} from '@portico/plugin-deployments-common';
import { useCallback } from 'react';
import { deploymentsApiRef } from '../../api';
import { useResource, type Resource } from '../../hooks/useResource';
import { useUrl, type UrlChange } from '../../hooks/useUrl';

/** So many deployments are on one page. */
export const PAGE_SIZE = 25;

/** Which part of the history the address names. */
export interface HistoryView {
  environment: string | null;
  status: DeploymentStatus | null;
  /** Where the page begins; null for the newest. */
  cursor: string | null;
}

/** The view of the history in the address, and how to change it. */
export function useHistoryView(): [HistoryView, (change: UrlChange) => void] {
  const [params, change] = useUrl();
  const status = deploymentStatusSchema.safeParse(params.get('status'));
  return [
    {
      environment: params.get('environment') || null,
      status: status.success ? status.data : null,
      cursor: params.get('cursor') || null,
    },
    change,
  ];
}

/** One page of the history of a service. */
export function useHistory(
  entityRef: string,
  { environment, status, cursor }: HistoryView,
): Resource<DeploymentList> {
  const api = useApi(deploymentsApiRef);
  return useResource(
    useCallback(
      (signal: AbortSignal) =>
        api.listDeployments(
          {
            entityRef,
            environment: environment ?? undefined,
            status: status === null ? undefined : [status],
            cursor: cursor ?? undefined,
            limit: PAGE_SIZE,
          },
          { signal },
        ),
      [api, entityRef, environment, status, cursor],
    ),
  );
}
