import { useAppSearchParams } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';

/** What is to be in the address; null takes it out. */
export type UrlChange = Record<string, string | null>;

/** The address's parameters, and how to change some of them so that the page can be shared. */
export function useUrl(): [URLSearchParams, (change: UrlChange) => void] {
  const [params, setParams] = useAppSearchParams();
  const change = useCallback(
    (changes: UrlChange) => {
      const next = new URLSearchParams(params);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === '') next.delete(name);
        else next.set(name, value);
      }
      setParams(next, { replace: true });
    },
    [params, setParams],
  );
  return [params, change];
}
