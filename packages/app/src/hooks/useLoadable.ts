import { useCallback, useEffect, useRef, useState } from 'react';
import { ResponseError } from '@backstage/errors';

/** What is known of something that is fetched; exactly one of three. */
export type Loadable<T> =
  | { status: 'loading' }
  | {
      status: 'ready';
      value: T;
      /** When the value came, in milliseconds. */
      at: number;
      /** Why it could not be read again since; undefined while it is current. */
      stale?: unknown;
    }
  | { status: 'failed'; error: unknown };

/** What is forbidden or gone must not stay on screen as if it were still ours. */
function isRefusal(error: unknown): boolean {
  return ResponseError.is(error) && [401, 403].includes(error.statusCode);
}

/** Calls back after a while, again and again, but never while nobody looks. */
function useCalmInterval(callback: () => void, everyMs: number | undefined) {
  const latest = useRef(callback);
  latest.current = callback;

  useEffect(() => {
    if (everyMs === undefined) {
      return undefined;
    }
    let last = Date.now();
    const callIfDue = () => {
      if (!document.hidden && Date.now() - last >= everyMs) {
        last = Date.now();
        latest.current();
      }
    };
    const timer = setInterval(callIfDue, everyMs);
    document.addEventListener('visibilitychange', callIfDue);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', callIfDue);
    };
  }, [everyMs]);
}

/**
 * Fetches once, again on `retry`, and now and then where `pollMs` is given.
 * What was read stays while it is read again, and when that fails. An answer
 * that arrives after the component moved on is dropped. `load` must keep its
 * identity between renders.
 */
export function useLoadable<T>(
  load: () => Promise<T>,
  options: { pollMs?: number } = {},
) {
  const [state, setState] = useState<Loadable<T>>({ status: 'loading' });
  const [attempt, setAttempt] = useState(1);

  useEffect(() => setState({ status: 'loading' }), [load]);

  useEffect(() => {
    let current = true;
    setState(old => (old.status === 'failed' ? { status: 'loading' } : old));
    load().then(
      value => current && setState({ status: 'ready', value, at: Date.now() }),
      error =>
        current &&
        setState(old =>
          old.status === 'ready' && !isRefusal(error)
            ? { ...old, stale: error }
            : { status: 'failed', error },
        ),
    );
    return () => {
      current = false;
    };
  }, [load, attempt]);

  const retry = useCallback(() => setAttempt(count => count + 1), []);
  useCalmInterval(retry, options.pollMs);
  return { state, retry };
}
