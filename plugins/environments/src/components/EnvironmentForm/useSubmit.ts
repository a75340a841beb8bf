import {
  identityApiRef,
  useApi,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';
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
  /** Nobody is signed in any more, and that could not be renewed in silence. */
  | { status: 'signed-out' }
  | { status: 'failed'; message: string };

/** Sends a spec; says what is going on meanwhile. */
export type Submit = (
  spec: EnvironmentSpec,
  onProgress: (text: string) => void,
) => Promise<SubmitOutcome>;

interface SubmissionState {
  busy: boolean;
  progress: string | undefined;
  failure: string | undefined;
  /** Whether the last try was refused because the sign-in had ended. */
  signedOut: boolean;
  /** What the portal refused, until the next try. */
  issues: readonly SpecIssue[];
}

/** The state of sending the form. */
export interface Submission extends SubmissionState {
  send: (spec: EnvironmentSpec) => Promise<SubmitOutcome>;
}

const IDLE: SubmissionState = {
  busy: false,
  progress: undefined,
  failure: undefined,
  signedOut: false,
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
    case 'signed-out':
      return { ...IDLE, signedOut: true };
    default:
      return { ...IDLE, failure: outcome.message };
  }
}

/** Renews the sign-in without a word, as far as the app can; tells whether that went well. */
async function renewSignIn(identityApi: IdentityApi): Promise<boolean> {
  try {
    await identityApi.getCredentials();
    return true;
  } catch {
    return false;
  }
}

async function attempt(
  sendOnce: () => Promise<SubmitOutcome>,
  identityApi: IdentityApi,
  tries = 2,
): Promise<SubmitOutcome> {
  try {
    return await sendOnce();
  } catch (error) {
    const { kind, message } = describeProblem(error);
    if (kind !== 'signed-out') return { status: 'failed', message };
    return tries > 1 && (await renewSignIn(identityApi))
      ? attempt(sendOnce, identityApi, tries - 1)
      : { status: 'signed-out' };
  }
}

/** Sends the form once, however often the button is pressed. */
export function useSubmit(submit: Submit, onDone: () => void): Submission {
  const identityApi = useApi(identityApiRef);
  const running = useRef(false);
  const [state, setState] = useState(IDLE);
  const onProgress = (progress: string) =>
    setState(old => ({ ...old, progress }));

  return {
    ...state,
    send: async spec => {
      // State is too late to stop a second press in the same moment.
      if (running.current) return ALREADY;
      running.current = true;
      setState({ ...IDLE, busy: true });
      const outcome = await attempt(
        () => submit(spec, onProgress),
        identityApi,
      );
      running.current = outcome.status === 'done';
      if (outcome.status === 'done') onDone();
      setState(after(outcome));
      return outcome;
    },
  };
}
