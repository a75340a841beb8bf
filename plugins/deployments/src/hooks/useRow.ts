import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { deploymentsApiRef, type ServiceRow } from '../api';
import { useResource, type Resource } from './useResource';

/** One service in all environments, kept fresh. */
export function useRow(entityRef: string): Resource<ServiceRow> {
  const api = useApi(deploymentsApiRef);
  return useResource(
    useCallback(
      (signal: AbortSignal, newsAt: number) =>
        api.getRow(entityRef, { signal, newsAt }),
      [api, entityRef],
    ),
  );
}
