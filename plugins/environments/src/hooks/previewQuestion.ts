import type {
  EnvironmentSpec,
  PreviewResponse,
} from '@portico/plugin-environments-common';
import type { EnvironmentsApi } from '../api';
import { describeProblem, isAbort, type Problem } from './problem';

/** How long typing must pause before the price is asked for. */
export const PREVIEW_DELAY_MS = 250;

/** How long to wait before a busy backend is asked again. */
export const BUSY_RETRY_MS = 2_000;

/** An answer that takes longer than this deserves a word. */
export const SLOW_MS = 2_000;

/** The portal has its own, shorter deadline; past this one nothing comes any more. */
export const PREVIEW_TIMEOUT_MS = 15_000;

const GIVEN_UP_AFTER = `${PREVIEW_TIMEOUT_MS / 1000} s`;

const NO_ANSWER: Problem = {
  kind: 'unreachable',
  message: `The portal has not answered for ${GIVEN_UP_AFTER}.`,
};

/** It did answer, each time that it can't now. */
const BUSY_TOO_LONG: Problem = {
  kind: 'unreachable',
  message: `The portal has been too busy for ${GIVEN_UP_AFTER}.`,
};

/** One question for a preview and who hears the answer. */
export interface PreviewQuestion {
  api: Pick<EnvironmentsApi, 'preview'>;
  spec: EnvironmentSpec;
  against?: EnvironmentSpec;
  onAnswer: (answer: PreviewResponse) => void;
  onProblem: (problem: Problem) => void;
  /** Called once the answer takes long. */
  onSlow: () => void;
}

/** Asks after a pause, and again while the backend is busy; the result ends it all. */
export function askForPreview(question: PreviewQuestion): () => void {
  const { api, spec, against, onAnswer, onProblem, onSlow } = question;
  const controller = new AbortController();
  const { signal } = controller;
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let givenUp = NO_ANSWER;
  const after = (ms: number, run: () => void) =>
    timers.add(setTimeout(run, ms));
  const end = () => {
    controller.abort();
    timers.forEach(clearTimeout);
  };

  async function ask() {
    try {
      const answer = await api.preview({ spec, against }, { signal });
      if (signal.aborted) return;
      end();
      onAnswer(answer);
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      const problem = describeProblem(error);
      if (problem.kind === 'busy') {
        givenUp = BUSY_TOO_LONG;
        after(BUSY_RETRY_MS, ask);
      } else {
        end();
      }
      onProblem(problem);
    }
  }

  after(PREVIEW_DELAY_MS, ask);
  after(PREVIEW_DELAY_MS + SLOW_MS, onSlow);
  after(PREVIEW_DELAY_MS + PREVIEW_TIMEOUT_MS, () => {
    end();
    onProblem(givenUp);
  });
  return end;
}
