import { useApi } from '@backstage/frontend-plugin-api';
import type {
  EnvironmentSpec,
  PreviewResponse,
  SpecIssue,
  ValidPreview,
} from '@portico/plugin-environments-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { environmentsApiRef } from '../api';
import { sinceLastEdit } from '../form/previewChange';
import { askForPreview } from './previewQuestion';
import type { Problem } from './problem';

/** What is known of a spec's price, plan and policy. */
export interface PreviewState {
  /** The last good answer; it may belong to an older spec while `pending`. */
  preview?: ValidPreview;
  /** What only the server found wrong with the spec. */
  issues: SpecIssue[];
  /** Why the last question had no answer. */
  problem?: Problem;
  /** Whether what is shown is about to be replaced. */
  pending: boolean;
  /** Whether the answer takes so long that it needs a word. */
  slow: boolean;
  /** Whether what is shown belongs to an earlier edit, because the latest has no answer. */
  outdated: boolean;
  /** What the last edit did to the price, in words. */
  change?: string;
}

interface Answered extends PreviewState {
  /** The spec of the last good answer. */
  spec?: EnvironmentSpec;
}

const NOTHING_YET: Answered = {
  issues: [],
  pending: true,
  slow: false,
  outdated: false,
};

/** Nothing can be asked, so what is shown belongs to an earlier edit. */
function withoutQuestion(old: Answered): Answered {
  return { ...old, issues: [], pending: false, slow: false, outdated: true };
}

function withProblem(old: Answered, problem: Problem): Answered {
  const pending = problem.kind === 'busy';
  return {
    ...old,
    problem,
    pending,
    slow: pending && old.slow,
    outdated: true,
  };
}

function withAnswer(
  old: Answered,
  spec: EnvironmentSpec,
  answer: PreviewResponse,
): Answered {
  if (!answer.valid) {
    return {
      ...old,
      issues: answer.issues,
      pending: false,
      slow: false,
      outdated: true,
      problem: undefined,
    };
  }
  const before =
    old.preview && old.spec
      ? { spec: old.spec, estimate: old.preview.estimate }
      : undefined;
  const change = sinceLastEdit(before, { spec, estimate: answer.estimate });
  return {
    preview: answer,
    spec,
    issues: [],
    pending: false,
    slow: false,
    outdated: false,
    change: change ?? old.change,
  };
}

/**
 * Asks for the preview of a spec after typing has paused. A newer spec ends the older
 * question, and the numbers of the older answer stay until the newer one is there.
 */
export function usePreview(
  spec: EnvironmentSpec | undefined,
  against?: EnvironmentSpec,
): PreviewState & { retry: () => void } {
  const api = useApi(environmentsApiRef);
  const [state, setState] = useState(NOTHING_YET);
  const [round, setRound] = useState(0);
  const retry = useCallback(() => setRound(count => count + 1), []);
  const latest = useRef({ spec, against });
  latest.current = { spec, against };
  // Equal specs are one question, however often the form renders.
  const key = JSON.stringify([spec, against]);

  useEffect(() => {
    const question = latest.current;
    const asked = question.spec;
    if (!asked) {
      setState(withoutQuestion);
      return undefined;
    }
    setState(old => ({ ...old, pending: true, slow: false }));
    return askForPreview({
      api,
      spec: asked,
      against: question.against,
      onAnswer: answer => setState(old => withAnswer(old, asked, answer)),
      onProblem: problem => setState(old => withProblem(old, problem)),
      onSlow: () => setState(old => ({ ...old, slow: true })),
    });
  }, [api, key, round]);

  return { ...state, retry };
}
