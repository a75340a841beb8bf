import { discoveryApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { eventSnippet } from '../words/eventSnippet';

/** How a pipeline tells of a deployment, with the address of this portal; undefined until that is known. */
export function useEventSnippet(
  service: string,
  environment: string,
): string | undefined {
  const discoveryApi = useApi(discoveryApiRef);
  const [baseUrl, setBaseUrl] = useState<string>();
  useEffect(() => {
    let isGone = false;
    discoveryApi.getBaseUrl('deployments').then(
      url => !isGone && setBaseUrl(url),
      // Without an address there is no command, and the words beside it stay.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [discoveryApi]);
  return baseUrl && eventSnippet({ baseUrl, service, environment });
}
