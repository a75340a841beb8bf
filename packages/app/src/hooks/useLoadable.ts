import { useCallback, useEffect, useState } from 'react';

/** What is known of something that is fetched; exactly one of three. */
export type Loadable<T> =
  | { status: 'loading' }
  | { status: 'ready'; value: T }
  | { status: 'failed'; error: unknown };

/**
 * Fetches once and again on retry. An answer that arrives after the component
 * moved on is dropped. `load` must keep its identity between renders.
 */
export function useLoadable<T>(load: () => Promise<T>) {
  const [state, setState] = useState<Loadable<T>>({ status: 'loading' });
  const [attempt, setAttempt] = useState(1);

  useEffect(() => {
    let current = true;
    setState({ status: 'loading' });
    load().then(
      value => current && setState({ status: 'ready', value }),
      error => current && setState({ status: 'failed', error }),
    );
    return () => {
      current = false;
    };
  }, [load, attempt]);

  const retry = useCallback(() => setAttempt(count => count + 1), []);
  return { state, retry };
}
