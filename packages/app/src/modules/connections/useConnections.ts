import { useCallback, useMemo, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { useLoadable } from '../../hooks/useLoadable';
import { connectionsApiRef, PluginAnswer } from './ConnectionsApi';
import { keyOf } from './sourceRows';
import { runTest, SourceTest } from './SourceTest';

const POLL_MS = 60_000;

type Told = Extract<SourceTest, { status: 'told' }>;

type BySource<T> = Readonly<Record<string, T>>;

/** Answers in which what a test found since replaces what was told before. */
function withFound(
  answers: PluginAnswer[],
  at: number,
  found: BySource<Told>,
): PluginAnswer[] {
  return answers.map(answer => {
    if (answer.outcome !== 'told') {
      return answer;
    }
    const items = answer.items.map(item => {
      const told = found[keyOf(answer.plugin, item.id)];
      return told && told.at.getTime() > at ? told.source : item;
    });
    return { ...answer, items };
  });
}

/** How every source does, asked each minute while the page is seen. */
export function useConnections() {
  const api = useApi(connectionsApiRef);
  const { state, retry } = useLoadable(
    useCallback(() => api.list(), [api]),
    { pollMs: POLL_MS },
  );
  const [tests, setTests] = useState<BySource<SourceTest>>({});
  // What was found stays while the next test runs, and where that one fails.
  const [found, setFound] = useState<BySource<Told>>({});

  const test = useCallback(
    async (plugin: string, id: string) => {
      const key = keyOf(plugin, id);
      setTests(known => ({ ...known, [key]: { status: 'running' } }));
      const outcome = await runTest(() => api.test(plugin, id));
      setTests(known => ({ ...known, [key]: outcome }));
      if (outcome.status === 'told') {
        setFound(known => ({ ...known, [key]: outcome }));
      }
    },
    [api],
  );
  const answers = useMemo(
    () =>
      state.status === 'ready'
        ? { ...state, value: withFound(state.value, state.at, found) }
        : state,
    [state, found],
  );
  return { answers, tests, test, retry };
}
