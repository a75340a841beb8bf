import { useApi } from '@backstage/frontend-plugin-api';
import type { DoraReport } from '@portico/plugin-deployments-common';
import { useCallback } from 'react';
import { deploymentsApiRef } from '../../api';
import {
  SLOW_POLL_MS,
  useResource,
  type Resource,
} from '../../hooks/useResource';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** The windows that one can choose, in days. */
export const WINDOWS = [7, 30, 90, 180] as const;

const DEFAULT_WINDOW = 30;

/** The window that the address names, such as `90d`; 30 days where it names none that there is. */
export function readWindow(text: string | null): number {
  return WINDOWS.find(days => `${days}d` === text) ?? DEFAULT_WINDOW;
}

/** The zone where the reader is. */
export function readersZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The five metrics of the days up to now. */
export function useDora(options: {
  entityRef: string | undefined;
  /** Left to the server where it is null. */
  environment: string | null;
  days: number;
  zone: string;
}): Resource<DoraReport> {
  const { entityRef, environment, days, zone } = options;
  const api = useApi(deploymentsApiRef);
  return useResource(
    useCallback(
      (signal: AbortSignal) => {
        const now = Date.now();
        return api.getDora(
          {
            entityRef,
            environment: environment ?? undefined,
            from: new Date(now - days * DAY_MS).toISOString(),
            to: new Date(now).toISOString(),
            zone,
          },
          { signal },
        );
      },
      [api, entityRef, environment, days, zone],
    ),
    { pollMs: SLOW_POLL_MS },
  );
}
