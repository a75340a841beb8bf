import { useAppSearchParams } from '@backstage/frontend-plugin-api';
import type { WindowChoice } from '../time/windowChoice';
import { readWindow, writeWindow } from '../time/windowParams';

/** What the address says of the timeline, and how to change it. */
export interface TimelineParams {
  environment: string | undefined;
  choice: WindowChoice;
  /** Why the window in the address is not the one that is shown. */
  fault: string | undefined;
  chooseEnvironment: (environment: string | undefined) => void;
  chooseWindow: (choice: WindowChoice) => void;
}

/** The environment and the window live in the address, so that they can be shared and kept. */
export function useTimelineParams(zone: string): TimelineParams {
  const [params, setParams] = useAppSearchParams();
  const { choice, fault } = readWindow(params, zone);
  return {
    environment: params.get('environment') || undefined,
    choice,
    fault,
    chooseEnvironment: environment => {
      const next = new URLSearchParams(params);
      if (environment === undefined) next.delete('environment');
      else next.set('environment', environment);
      setParams(next);
    },
    chooseWindow: chosen => setParams(writeWindow(params, chosen)),
  };
}
