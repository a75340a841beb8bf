import { useApi } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import {
  compareSources,
  isSourceBroken,
  sourceStateWord,
  type SourceStatus,
} from '@portico/plugin-timeline-common';
import { useCallback } from 'react';
import { deploymentsApiRef } from '../api';
import { SLOW_POLL_MS, useResource } from '../hooks/useResource';
import { dateTime } from '../words/dates';
import { sentence } from '../words/sentence';
import { ConnectionsLink } from './states';

function describe({ title, state, reason, since }: SourceStatus): string {
  const what = reason ?? `${title} is ${sourceStateWord(state)}`;
  return sentence(what) + (since ? ` Since ${dateTime(since)}.` : '');
}

/** Which far ends do not tell now, so that what is missing is not taken for nothing. */
export const SourcesNotice = () => {
  const api = useApi(deploymentsApiRef);
  const resource = useResource(
    useCallback((signal: AbortSignal) => api.listSources({ signal }), [api]),
    { pollMs: SLOW_POLL_MS },
  );
  // Where the sources themselves can't be asked, the page below says so.
  if (resource.status !== 'ready') return null;
  const broken = resource.data
    .filter(({ state }) => isSourceBroken(state))
    .sort(compareSources);
  return broken.length === 0 ? null : (
    <Alert
      status="warning"
      icon
      role="status"
      title="Some deployments may be missing"
      description={broken.map(describe).join(' ')}
      customActions={<ConnectionsLink />}
    />
  );
};
