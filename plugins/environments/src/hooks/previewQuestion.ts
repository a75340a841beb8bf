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

/** One question for a preview and who hears the answer. */
export interface PreviewQuestion {
  api: Pick<EnvironmentsApi, 'preview'>;
  spec: EnvironmentSpec;
  against?: EnvironmentSpec;
  onAnswer: (answer: PreviewResponse) => void;
  onProblem: (problem: Problem) => void;
}

/** Asks after a pause, and again while the backend is busy; the result ends it all. */
export function askForPreview(question: PreviewQuestion): () => void {
  const { api, spec, against, onAnswer, onProblem } = question;
  const controller = new AbortController();
  const { signal } = controller;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask() {
    try {
      const answer = await api.preview({ spec, against }, { signal });
      if (!signal.aborted) onAnswer(answer);
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      const problem = describeProblem(error);
      onProblem(problem);
      if (problem.kind === 'busy') timer = setTimeout(ask, BUSY_RETRY_MS);
    }
  }

  timer = setTimeout(ask, PREVIEW_DELAY_MS);
  return () => {
    controller.abort();
    clearTimeout(timer);
  };
}
