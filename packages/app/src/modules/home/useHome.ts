import { useCallback } from 'react';
import {
  fetchApiRef,
  identityApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useLoadable } from '../../hooks/useLoadable';
import { usePerson } from '../person';
import { fetchEnvironments } from './fetchEnvironments';
import { fetchOverview } from './fetchOverview';

/** Who is here, what their groups own, and which environments there are. */
export function useHome() {
  const identityApi = useApi(identityApiRef);
  const catalogApi = useApi(catalogApiRef);
  const fetchApi = useApi(fetchApiRef);

  const person = usePerson();
  const overview = useLoadable(
    useCallback(async () => {
      const identity = await identityApi.getBackstageIdentity();
      return fetchOverview(catalogApi, identity.ownershipEntityRefs);
    }, [identityApi, catalogApi]),
  );
  const environments = useLoadable(
    useCallback(() => fetchEnvironments(fetchApi), [fetchApi]),
  );
  return { person, overview, environments };
}
