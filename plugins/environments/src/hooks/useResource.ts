import { useCallback, useEffect, useRef, useState } from 'react';
import { intervalOf, type Pace } from './pace';
import { describeProblem, isAbort, type Problem } from './problem';
import { useEnvironmentsSignal } from './useEnvironmentsSignal';

/** Data from the backend in one of its states; old data outlives a failed reload. */
export type Resource<T> = (
  | { status: 'loading' }
  | { status: 'failed'; problem: Problem }
  | {
      status: 'ready';
      data: T;
      /** When the data came, in milliseconds. */
      loadedAt: number;
      /** Why the last reload failed; undefined while the data is current. */
      stale?: Problem;
    }
) & {
  /** Loads at once. */
  reload: () => void;
};

type State<T> =
  | { status: 'loading' }
  | { status: 'failed'; problem: Problem }
  | { status: 'ready'; data: T; loadedAt: number; stale?: Problem };

/** How a resource is kept fresh. */
export interface ResourceOptions<T> {
  /** How soon news is expected; left out where what is loaded stays as it is. */
  pace?: (data: T | undefined) => Pace;
  /** The change that the data is about; news of others then does not concern it. */
  changeId?: string;
}

const FAILED_POLL_MS = 15_000;

function afterFailure<T>(state: State<T>, problem: Problem): State<T> {
  // What is forbidden or gone must not stay on screen as if it were still ours.
  const keep = problem.kind !== 'not-allowed' && problem.kind !== 'not-found';
  return state.status === 'ready' && keep
    ? { ...state, stale: problem }
    : { status: 'failed', problem };
}

/** Loads again after a while; a page that nobody sees asks nothing. */
function later(reload: () => void, ms: number | undefined) {
  return ms === undefined
    ? undefined
    : setTimeout(() => !document.hidden && reload(), ms);
}

/** Loads at once when the page is seen again, where it is kept fresh at all. */
function useReloadWhenSeen(reload: () => void, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return undefined;
    const onVisible = () => {
      if (!document.hidden) reload();
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => document.removeEventListener('visibilitychange', onVisible);
  }, [reload, enabled]);
}

/**
 * Loads data, keeps it while a reload runs or fails, and keeps it fresh while the page is
 * seen: when the portal tells of news, and by asking again now and then.
 * `load` must keep its identity (`useCallback`); a new one starts over.
 */
export function useResource<T>(
  load: (signal: AbortSignal) => Promise<T>,
  { pace, changeId }: ResourceOptions<T> = {},
): Resource<T> {
  const [state, setState] = useState<State<T>>({ status: 'loading' });
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound(count => count + 1), []);
  const reloadIfSeen = useCallback(() => {
    if (!document.hidden) reload();
  }, [reload]);
  const isTold = useEnvironmentsSignal(reloadIfSeen, {
    enabled: pace !== undefined,
    changeId,
  });
  const intervalAfter = (data: T | undefined) =>
    pace && intervalOf(pace(data), isTold);
  const latest = useRef(intervalAfter);
  latest.current = intervalAfter;

  useEffect(() => setState({ status: 'loading' }), [load]);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;
    load(signal).then(
      data => {
        if (signal.aborted) return;
        setState({ status: 'ready', data, loadedAt: Date.now() });
        timer = later(reload, latest.current(data));
      },
      error => {
        if (signal.aborted || isAbort(error)) return;
        setState(old => afterFailure(old, describeProblem(error)));
        timer = later(reload, latest.current(undefined) && FAILED_POLL_MS);
      },
    );
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [load, round, reload]);

  useReloadWhenSeen(reload, pace !== undefined);
  return { ...state, reload };
}
