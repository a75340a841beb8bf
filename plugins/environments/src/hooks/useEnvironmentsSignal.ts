import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  ENVIRONMENTS_SIGNAL_CHANNEL,
  environmentsSignalSchema,
} from '@portico/plugin-environments-common';
import { useEffect, useRef } from 'react';

/** Several things move in one moment when a change does; they are one piece of news. */
export const SIGNAL_DELAY_MS = 200;

function concerns(message: unknown, changeId: string | undefined): boolean {
  const signal = environmentsSignalSchema.safeParse(message);
  if (!signal.success) return false;
  const about = signal.data.changeId;
  return changeId === undefined || about === null || about === changeId;
}

/**
 * Calls back when the portal tells that environments or changes are not as they were, for one
 * change where one is named. Gives whether the portal can tell; where not, polling has to do.
 */
export function useEnvironmentsSignal(
  onChanged: () => void,
  { enabled, changeId }: { enabled: boolean; changeId?: string },
): boolean {
  const signals = useApiHolder().get(signalApiRef);
  const latest = useRef(onChanged);
  latest.current = onChanged;

  useEffect(() => {
    if (!enabled || !signals) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Not `useSignal`: it keeps the last message only, and the one before may be ours.
    const { unsubscribe } = signals.subscribe(
      ENVIRONMENTS_SIGNAL_CHANNEL,
      message => {
        if (!concerns(message, changeId)) return;
        timer ??= setTimeout(() => {
          timer = undefined;
          latest.current();
        }, SIGNAL_DELAY_MS);
      },
    );
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [signals, enabled, changeId]);

  return signals !== undefined;
}
