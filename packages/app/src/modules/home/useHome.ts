import { useCallback, useEffect } from 'react';
import {
  fetchApiRef,
  identityApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useSignal } from '@backstage/plugin-signals-react';
import { ENVIRONMENTS_SIGNAL_CHANNEL } from '@portico/plugin-environments-common';
import { useLoadable, type Loadable } from '../../hooks/useLoadable';
import { connectionsApiRef } from '../connections';
import { usePerson } from '../person';
import { fetchRequested, fetchToDecide } from './fetchChanges';
import { fetchEnvironments } from './fetchEnvironments';
import { fetchOverview, type Overview } from './fetchOverview';
import { fetchRunning, type Running } from './fetchRunning';

const MINUTE_MS = 60_000;

/** Where the portal tells of news, asking only makes up for what was missed. */
const POLL_MS = { alone: MINUTE_MS, told: 5 * MINUTE_MS };

/** Environments and changes: told of by the portal, or else asked for now and then. */
function useEnvironmentNews() {
  const fetchApi = useApi(fetchApiRef);
  const { lastSignal, isSignalsAvailable } = useSignal(
    ENVIRONMENTS_SIGNAL_CHANNEL,
  );
  const pollMs = isSignalsAvailable ? POLL_MS.told : POLL_MS.alone;

  const environments = useLoadable(
    useCallback(() => fetchEnvironments(fetchApi), [fetchApi]),
    { pollMs },
  );
  const toDecide = useLoadable(
    useCallback(() => fetchToDecide(fetchApi), [fetchApi]),
    { pollMs },
  );
  const requested = useLoadable(
    useCallback(() => fetchRequested(fetchApi), [fetchApi]),
    { pollMs },
  );
  const { retry: retryEnvironments } = environments;
  const { retry: retryToDecide } = toDecide;
  const { retry: retryRequested } = requested;
  const retry = useCallback(() => {
    retryEnvironments();
    retryToDecide();
    retryRequested();
  }, [retryEnvironments, retryToDecide, retryRequested]);

  useEffect(() => {
    if (lastSignal) {
      retry();
    }
  }, [lastSignal, retry]);
  return { environments, toDecide, requested, retry };
}

/** What runs of the services that were read, as one more question and not before it is needed. */
function useRunning(overview: Loadable<Overview>): Loadable<Running> {
  const fetchApi = useApi(fetchApiRef);
  const services =
    overview.status === 'ready' ? overview.value.services : undefined;
  const refs = services?.map(({ ref }) => ref).join('\n');
  const load = useCallback(
    async () =>
      refs === undefined
        ? new Promise<never>(() => {})
        : fetchRunning(fetchApi, refs === '' ? [] : refs.split('\n')),
    [fetchApi, refs],
  );
  return useLoadable(load, { pollMs: POLL_MS.alone }).state;
}

/** Who is here, what their groups own, and what there is to know of it. */
export function useHome() {
  const identityApi = useApi(identityApiRef);
  const catalogApi = useApi(catalogApiRef);
  const connectionsApi = useApi(connectionsApiRef);

  const person = usePerson();
  const overview = useLoadable(
    useCallback(async () => {
      const identity = await identityApi.getBackstageIdentity();
      return fetchOverview(catalogApi, identity.ownershipEntityRefs);
    }, [identityApi, catalogApi]),
  );
  const running = useRunning(overview.state);
  const sources = useLoadable(
    useCallback(() => connectionsApi.list(), [connectionsApi]),
    { pollMs: POLL_MS.alone },
  );
  const news = useEnvironmentNews();
  const { retry: retryPerson } = person;
  const { retry: retryNews } = news;
  const retry = useCallback(() => {
    retryPerson();
    retryNews();
  }, [retryPerson, retryNews]);
  return { person, overview, running, sources, ...news, retry };
}
