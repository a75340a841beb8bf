import type {
  EnvironmentSpec,
  SpecIssue,
} from '@portico/plugin-environments-common';
import { useRef, useState } from 'react';
import { describeProblem } from '../../hooks/problem';

/** What became of sending the form. */
export type SubmitOutcome =
  | { status: 'done' }
  /** The portal found something that has to be mended. */
  | { status: 'issues'; issues: SpecIssue[] }
  | { status: 'failed'; message: string };

/** Sends a spec; says what is going on meanwhile. */
export type Submit = (
  spec: EnvironmentSpec,
  onProgress: (text: string) => void,
) => Promise<SubmitOutcome>;

/** The state of sending the form. */
export interface Submission {
  busy: boolean;
  progress: string | undefined;
  failure: string | undefined;
  /** What the portal refused, until the next try. */
  issues: readonly SpecIssue[];
  send: (spec: EnvironmentSpec) => Promise<SubmitOutcome>;
}

interface SubmissionState {
  busy: boolean;
  progress: string | undefined;
  failure: string | undefined;
  issues: readonly SpecIssue[];
}

const IDLE: SubmissionState = {
  busy: false,
  progress: undefined,
  failure: undefined,
  issues: [],
};
const ALREADY: SubmitOutcome = {
  status: 'failed',
  message: 'Already sending.',
};

function after(outcome: SubmitOutcome): SubmissionState {
  switch (outcome.status) {
    case 'done':
      // It stays busy: the next page is on its way.
      return { ...IDLE, busy: true };
    case 'issues':
      return { ...IDLE, issues: outcome.issues };
    default:
      return { ...IDLE, failure: outcome.message };
  }
}

/** Sends the form once, however often the button is pressed. */
export function useSubmit(submit: Submit, onDone: () => void): Submission {
  const running = useRef(false);
  const [state, setState] = useState(IDLE);

  async function attempt(spec: EnvironmentSpec): Promise<SubmitOutcome> {
    try {
      return await submit(spec, progress =>
        setState(old => ({ ...old, progress })),
      );
    } catch (error) {
      return { status: 'failed', message: describeProblem(error).message };
    }
  }

  return {
    ...state,
    send: async spec => {
      // State is too late to stop a second press in the same moment.
      if (running.current) return ALREADY;
      running.current = true;
      setState({ ...IDLE, busy: true });
      const outcome = await attempt(spec);
      running.current = outcome.status === 'done';
      if (outcome.status === 'done') onDone();
      setState(after(outcome));
      return outcome;
    },
  };
}
