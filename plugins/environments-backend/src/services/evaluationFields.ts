import { EnvironmentSpec } from '@portico/plugin-environments-common';
import { StoredChange } from '../database/StoredChange';
import { Evaluation } from '../sources/EnvironmentEvaluator';

/** The fields of a change that tell what was judged of it. */
export function evaluationFields(
  evaluation: Evaluation,
  before: EnvironmentSpec | null,
): Pick<StoredChange, 'estimate' | 'estimateBefore' | 'plan' | 'findings'> {
  if (evaluation.status === 'unavailable') {
    const unavailable = {
      status: evaluation.status,
      reason: evaluation.reason,
    };
    return {
      estimate: unavailable,
      estimateBefore: before && unavailable,
      plan: null,
      findings: [],
    };
  }
  const { estimate, againstEstimate, plan, findings } = evaluation;
  return { estimate, estimateBefore: againstEstimate, plan, findings };
}
