import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { environmentsApiRef } from '../api';

/** Whether a pipeline has ever reported for an environment; false while nobody knows. */
export function usePipelineConnected(name: string): boolean {
  const api = useApi(environmentsApiRef);
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    // A new environment is not in the list yet, so nothing has reported for it.
    api.listEnvironments({ signal: controller.signal }).then(
      ({ items }) => {
        if (controller.signal.aborted) return;
        const view = items.find(entry => entry.name === name);
        setConnected(view?.pipelineConnected ?? false);
      },
      () => undefined,
    );
    return () => controller.abort();
  }, [api, name]);
  return connected;
}
