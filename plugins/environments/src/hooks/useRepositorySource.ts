import { useApi } from '@backstage/frontend-plugin-api';
import type { SourceStatus } from '@portico/plugin-timeline-common';
import { useEffect, useState } from 'react';
import { environmentsApiRef } from '../api';

/** The source without which there are no environments; the others only add to them. */
const REPOSITORY = 'environments-repository';

/** How the repository of the environments is; undefined while nobody knows. */
export function useRepositorySource(): SourceStatus | undefined {
  const api = useApi(environmentsApiRef);
  const [source, setSource] = useState<SourceStatus>();
  useEffect(() => {
    const controller = new AbortController();
    api.listSources({ signal: controller.signal }).then(
      sources => {
        if (controller.signal.aborted) return;
        setSource(sources.find(({ id }) => id === REPOSITORY));
      },
      // Without an answer the page itself tells that the portal is not there.
      () => undefined,
    );
    return () => controller.abort();
  }, [api]);
  return source;
}
