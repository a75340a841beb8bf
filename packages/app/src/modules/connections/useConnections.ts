import { useCallback, useMemo, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { useLoadable } from '../../hooks/useLoadable';
import { connectionsApiRef, PluginAnswer } from './ConnectionsApi';
import { keyOf } from './sourceRows';
import { runTest, SourceTest } from './SourceTest';

const POLL_MS = 60_000;

type Tests = Readonly<Record<string, SourceTest>>;

/** Answers in which what a test found since replaces what was told before. */
function withTests(
  answers: PluginAnswer[],
  at: number,
  tests: Tests,
): PluginAnswer[] {
  return answers.map(answer => {
    if (answer.outcome !== 'told') {
      return answer;
    }
    const items = answer.items.map(item => {
      const test = tests[keyOf(answer.plugin, item.id)];
      return test?.status === 'told' && test.at.getTime() > at
        ? test.source
        : item;
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
  const [tests, setTests] = useState<Tests>({});

  const test = useCallback(
    async (plugin: string, id: string) => {
      const note = (told: SourceTest) =>
        setTests(known => ({ ...known, [keyOf(plugin, id)]: told }));
      note({ status: 'running' });
      note(await runTest(() => api.test(plugin, id)));
    },
    [api],
  );
  const answers = useMemo(
    () =>
      state.status === 'ready'
        ? { ...state, value: withTests(state.value, state.at, tests) }
        : state,
    [state, tests],
  );
  return { answers, tests, test, retry };
}
