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

const NO_ISSUES: readonly SpecIssue[] = [];
const ALREADY: SubmitOutcome = {
  status: 'failed',
  message: 'Already sending.',
};

/** Sends the form once, however often the button is pressed. */
export function useSubmit(submit: Submit, onDone: () => void): Submission {
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [progress, setProgress] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const [issues, setIssues] = useState(NO_ISSUES);

  async function attempt(spec: EnvironmentSpec): Promise<SubmitOutcome> {
    try {
      return await submit(spec, setProgress);
    } catch (error) {
      return { status: 'failed', message: describeProblem(error).message };
    }
  }

  return {
    busy,
    progress,
    failure,
    issues,
    send: async spec => {
      // State is too late to stop a second press in the same moment.
      if (running.current) return ALREADY;
      running.current = true;
      setBusy(true);
      setFailure(undefined);
      setIssues(NO_ISSUES);
      const outcome = await attempt(spec);
      setProgress(undefined);
      if (outcome.status === 'done') {
        // It stays busy: the next page is on its way.
        onDone();
        return outcome;
      }
      running.current = false;
      setBusy(false);
      if (outcome.status === 'failed') setFailure(outcome.message);
      else setIssues(outcome.issues);
      return outcome;
    },
  };
}
