import { useCallback, useEffect, useRef, useState } from 'react';
import { describeProblem, isAbort, type Problem } from './problem';
import { useDeploymentsSignal } from './useDeploymentsSignal';

/** How often a page that is seen asks for news. */
export const POLL_MS = 10_000;

/** How often it asks for what changes slowly. */
export const SLOW_POLL_MS = 60_000;

type State<T> =
  | { status: 'loading' }
  | { status: 'failed'; problem: Problem }
  | {
      status: 'ready';
      data: T;
      /** When the data came, in milliseconds. */
      loadedAt: number;
      /** Why the last reload failed; undefined while the data is current. */
      stale?: Problem;
    };

/** Data from the backend in one of its states; old data outlives a failed reload. */
export type Resource<T> = State<T> & {
  /** Loads at once. */
  reload: () => void;
};

/** Loads; an answer from before `newsAt`, in milliseconds, will not do. */
type Load<T> = (signal: AbortSignal, newsAt: number) => Promise<T>;

/** A state, and what was asked; it says nothing of any other question. */
interface Answered<T> {
  load: Load<T>;
  state: State<T>;
}

const LOADING = { status: 'loading' } as const;

function afterFailure<T>(state: State<T>, problem: Problem): State<T> {
  // What is forbidden or gone must not stay on screen as if it were still ours.
  const keep = problem.kind !== 'not-allowed' && problem.kind !== 'not-set-up';
  return state.status === 'ready' && keep
    ? { ...state, stale: problem }
    : { status: 'failed', problem };
}

/** Loads at once when the page is seen again. */
function useReloadWhenSeen(reload: () => void): void {
  useEffect(() => {
    const onVisible = () => {
      if (!document.hidden) reload();
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => document.removeEventListener('visibilitychange', onVisible);
  }, [reload]);
}

/**
 * Loads data, keeps it while a reload runs or fails, and keeps it fresh while the page is seen:
 * by asking now and then and, unless it changes slowly, when the portal tells of news.
 * `load` must keep its identity (`useCallback`); a new one starts over, and an answer to the old
 * one is never shown for it.
 */
export function useResource<T>(
  load: Load<T>,
  { pollMs = POLL_MS }: { pollMs?: number } = {},
): Resource<T> {
  const [answered, setAnswered] = useState<Answered<T>>();
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound(count => count + 1), []);
  const news = useRef(0);
  useDeploymentsSignal(
    newsAt => {
      news.current = newsAt;
      if (!document.hidden) reload();
    },
    { enabled: pollMs < SLOW_POLL_MS },
  );

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (next: (old: State<T>) => State<T>) => {
      if (signal.aborted) return;
      setAnswered(old => ({
        load,
        state: next(old?.load === load ? old.state : LOADING),
      }));
      // A page that nobody sees asks nothing.
      timer = setTimeout(() => !document.hidden && reload(), pollMs);
    };
    load(signal, news.current).then(
      data => end(() => ({ status: 'ready', data, loadedAt: Date.now() })),
      error => {
        if (isAbort(error)) return;
        end(old => afterFailure(old, describeProblem(error)));
      },
    );
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [load, round, reload, pollMs]);

  useReloadWhenSeen(reload);
  const state = answered?.load === load ? answered.state : LOADING;
  return { ...state, reload };
}
