import { useApi } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { environmentsApiRef, type Decision } from '../../api';
import { describeProblem, type Problem } from '../../hooks/problem';

/** A decision that is being sent. */
export interface Deciding {
  running: Decision | undefined;
  problem: Problem | undefined;
  decide: (decision: Decision) => Promise<void>;
}

/** Sends decisions on a change; what the page shows is loaded again after each. */
export function useDeciding(
  id: string,
  comment: string,
  onDecided: () => void,
): Deciding {
  const api = useApi(environmentsApiRef);
  const [running, setRunning] = useState<Decision>();
  const [problem, setProblem] = useState<Problem>();
  return {
    running,
    problem,
    decide: async decision => {
      setRunning(decision);
      setProblem(undefined);
      try {
        await api.decide(id, decision, comment.trim() || undefined);
      } catch (error) {
        setProblem(describeProblem(error));
      }
      setRunning(undefined);
      // Also after a refusal: what the page shows may be out of date.
      onDecided();
    },
  };
}
