import { useApi } from '@backstage/frontend-plugin-api';
import type { SourceStatus } from '@portico/plugin-timeline-common';
import { useEffect, useState } from 'react';
import { environmentsApiRef } from '../api';

/** The source that has to be configured before there can be environments, if one has. */
export function useSetUp(): SourceStatus | undefined {
  const api = useApi(environmentsApiRef);
  const [missing, setMissing] = useState<SourceStatus>();
  useEffect(() => {
    const controller = new AbortController();
    api.listSources({ signal: controller.signal }).then(
      sources => {
        if (controller.signal.aborted) return;
        setMissing(sources.find(({ state }) => state === 'not-set-up'));
      },
      // Without an answer the page itself tells that the portal is not there.
      () => undefined,
    );
    return () => controller.abort();
  }, [api]);
  return missing;
}
