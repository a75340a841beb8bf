import { useApi } from '@backstage/frontend-plugin-api';
import type { ChangeRequest } from '@portico/plugin-environments-common';
import { useCallback } from 'react';
import { environmentsApiRef, type EnvironmentsApi } from '../api';
import { hasEnvironment } from '../form/changeVerdict';
import { useResource } from './useResource';

/** What has just been merged may not be read from Git yet, and is no error then. */
async function findNew(
  api: EnvironmentsApi,
  name: string,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const { items, complete } = await api.listEnvironments({ signal });
  const view = items.find(entry => entry.name === name);
  if (view) return view.pipelineConnected;
  return complete ? false : undefined;
}

/** Whether a pipeline has ever reported for the environment of a change; undefined while nobody knows. */
export function usePipelineConnected(
  change: ChangeRequest,
): boolean | undefined {
  const api = useApi(environmentsApiRef);
  const { name, kind, state } = change;
  const exists = hasEnvironment(change);
  const isNew = kind === 'create' && state === 'merged';
  const resource = useResource(
    useCallback(
      async (signal: AbortSignal) => {
        // Nothing can have reported for what is not there yet.
        if (!exists) return false;
        if (isNew) return findNew(api, name, signal);
        return (await api.getEnvironment(name, { signal })).pipelineConnected;
      },
      [api, name, exists, isNew],
    ),
    { pace: () => 'quiet' },
  );
  if (resource.status === 'ready') return resource.data;
  const isGone =
    resource.status === 'failed' && resource.problem.kind === 'not-found';
  return isGone ? false : undefined;
}
