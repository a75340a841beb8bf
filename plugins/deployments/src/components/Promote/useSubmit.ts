import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Promotion,
  PromotionRequest,
} from '@portico/plugin-deployments-common';
import { useRef, useState } from 'react';
import { deploymentsApiRef } from '../../api';
import { describeProblem, type Problem } from '../../hooks/problem';

/** What became of a wish for another version. */
export type Outcome =
  | { status: 'open' }
  | { status: 'busy' }
  | { status: 'done'; promotion: Promotion }
  | { status: 'failed'; problem: Problem };

/** Sends a wish, once, however often the button is pressed. */
export function useSubmit(): {
  outcome: Outcome;
  submit: (request: PromotionRequest) => Promise<void>;
} {
  const api = useApi(deploymentsApiRef);
  const [outcome, setOutcome] = useState<Outcome>({ status: 'open' });
  const isBusy = useRef(false);
  const submit = async (request: PromotionRequest) => {
    if (isBusy.current) return;
    isBusy.current = true;
    setOutcome({ status: 'busy' });
    try {
      const promotion = await api.promote(request);
      setOutcome({ status: 'done', promotion });
    } catch (error) {
      setOutcome({ status: 'failed', problem: describeProblem(error) });
    }
    isBusy.current = false;
  };
  return { outcome, submit };
}
