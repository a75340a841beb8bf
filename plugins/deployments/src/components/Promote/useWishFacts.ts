import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { Deployment } from '@portico/plugin-deployments-common';
import { useCallback } from 'react';
import { deploymentsApiRef } from '../../api';
import {
  SLOW_POLL_MS,
  useResource,
  type Resource,
} from '../../hooks/useResource';
import { careFor } from '../../words/promotion';

/** So far back one can go. */
const HISTORY_LIMIT = 100;

/** What one environment had, newest first. */
export function useHistoryOf(
  entityRef: string,
  environment: string,
): Resource<readonly Deployment[]> {
  const api = useApi(deploymentsApiRef);
  return useResource(
    useCallback(
      async (signal: AbortSignal) => {
        const { items } = await api.listDeployments(
          { entityRef, environment, limit: HISTORY_LIMIT },
          { signal },
        );
        return items;
      },
      [api, entityRef, environment],
    ),
    { pollMs: SLOW_POLL_MS },
  );
}

/** How careful one has to be with an environment; where that can't be read, as careful as can be. */
export function useCare(environment: string) {
  const catalogApi = useApi(catalogApiRef);
  const resource = useResource(
    useCallback(
      async () =>
        careFor(
          await catalogApi.getEntityByRef({
            kind: 'Resource',
            namespace: 'default',
            name: environment,
          }),
        ),
      [catalogApi, environment],
    ),
    { pollMs: SLOW_POLL_MS },
  );
  switch (resource.status) {
    case 'loading':
      return undefined;
    case 'ready':
      return resource.data;
    default:
      return careFor(undefined);
  }
}
