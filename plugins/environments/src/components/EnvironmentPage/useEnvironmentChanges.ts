import { useApi } from '@backstage/frontend-plugin-api';
import type {
  ChangeList,
  ChangeRequest,
  ChangeSummary,
  EnvironmentView,
} from '@portico/plugin-environments-common';
import { useCallback } from 'react';
import { environmentsApiRef } from '../../api';
import { useResource, type Resource } from '../../hooks/useResource';

/** The changes of an environment that the reader may see, newest first. */
export function useEnvironmentChanges(name: string): Resource<ChangeList> {
  const api = useApi(environmentsApiRef);
  return useResource(
    useCallback(
      (signal: AbortSignal) => api.listChanges({ name }, { signal }),
      [api, name],
    ),
    { pace: () => 'quiet' },
  );
}

/** What is told of a change that is under way, also to those who may not see it. */
export type Operation = NonNullable<EnvironmentView['openChange']>;

/**
 * The change that is under way: the one that holds the environment, or one that the pipeline
 * has not finished. Without a pipeline what is merged is over: nothing more is known of it.
 */
export function operationOf(
  { openChange, pipelineConnected }: EnvironmentView,
  changes: readonly ChangeSummary[],
): Operation | undefined {
  if (openChange) return openChange;
  const [latest] = changes;
  if (!latest) return undefined;
  const goesOn =
    latest.state === 'applying' ||
    (latest.state === 'merged' && pipelineConnected);
  return goesOn ? latest : undefined;
}

/** A change with all of it, kept fresh while it is under way. */
export function useChange(id: string): Resource<ChangeRequest> {
  const api = useApi(environmentsApiRef);
  return useResource(
    useCallback(
      (signal: AbortSignal) => api.getChange(id, { signal }),
      [api, id],
    ),
    { pace: () => 'moving', changeId: id },
  );
}
