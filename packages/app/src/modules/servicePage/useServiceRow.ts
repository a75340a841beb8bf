import { useCallback, useRef } from 'react';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import {
  deploymentsApiRef,
  useDeploymentsSignal,
  type ServiceRow,
} from '@portico/plugin-deployments';
import { useLoadable } from '../../hooks/useLoadable';

const POLL_MS = 10_000;

/** The plugin that would tell is not in this portal. */
export class NotInstalledError extends Error {
  name = 'NotInstalledError';
}

/** What runs where of one service, kept current while somebody looks. */
export function useServiceRow(entityRef: string) {
  const api = useApiHolder().get(deploymentsApiRef);
  const newsAt = useRef(0);
  const load = useCallback(async (): Promise<ServiceRow> => {
    if (api === undefined) {
      throw new NotInstalledError('The deployments plugin is not installed.');
    }
    return api.getRow(entityRef, { newsAt: newsAt.current });
  }, [api, entityRef]);
  const loadable = useLoadable(load, { pollMs: api && POLL_MS });
  const { retry } = loadable;
  useDeploymentsSignal(
    at => {
      newsAt.current = at;
      if (!document.hidden) retry();
    },
    { enabled: api !== undefined },
  );
  return loadable;
}
