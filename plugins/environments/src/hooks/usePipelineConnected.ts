import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { environmentsApiRef } from '../api';
import { useResource } from './useResource';

/** Whether a pipeline has ever reported for an environment; undefined while nobody knows. */
export function usePipelineConnected(
  name: string,
  /** Nothing can have reported for what is not there yet. */
  exists: boolean,
): boolean | undefined {
  const api = useApi(environmentsApiRef);
  const resource = useResource(
    useCallback(
      async (signal: AbortSignal) =>
        exists &&
        (await api.getEnvironment(name, { signal })).pipelineConnected,
      [api, name, exists],
    ),
    { pace: () => 'quiet' },
  );
  if (resource.status === 'ready') return resource.data;
  const isGone =
    resource.status === 'failed' && resource.problem.kind === 'not-found';
  return isGone ? false : undefined;
}
