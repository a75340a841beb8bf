import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  DEPLOYMENTS_SIGNAL_CHANNEL,
  deploymentsSignalSchema,
} from '@portico/plugin-deployments-common';
import { useEffect, useRef } from 'react';

/** Several things move in one moment; they are one piece of news. */
export const SIGNAL_DELAY_MS = 200;

/**
 * Calls back when the portal tells that something is not as it was, with the time of the news in
 * milliseconds. Where the portal tells nothing, asking now and then has to do.
 */
export function useDeploymentsSignal(
  onChanged: (newsAt: number) => void,
  { enabled }: { enabled: boolean },
): void {
  const signals = useApiHolder().get(signalApiRef);
  const latest = useRef(onChanged);
  latest.current = onChanged;

  useEffect(() => {
    if (!enabled || !signals) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const { unsubscribe } = signals.subscribe(
      DEPLOYMENTS_SIGNAL_CHANNEL,
      message => {
        if (timer || !deploymentsSignalSchema.safeParse(message).success) {
          return;
        }
        const newsAt = Date.now();
        timer = setTimeout(() => {
          timer = undefined;
          latest.current(newsAt);
        }, SIGNAL_DELAY_MS);
      },
    );
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [signals, enabled]);
}
