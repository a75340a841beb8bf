import {
  changeProgress,
  FINAL_CHANGE_STATES,
  type ChangeRequest,
  type ChangeState,
  type ProgressEntry,
} from '@portico/plugin-environments-common';

/** The last state of a change that was not an end. */
export function reachedState({
  state,
  history,
}: Pick<ChangeRequest, 'state' | 'history'>): ChangeState {
  if (!FINAL_CHANGE_STATES.includes(state) || state === 'applied') return state;
  const states = history.flatMap(({ from, to }) =>
    from === null ? [to] : [from, to],
  );
  const open = states.filter(entry => !FINAL_CHANGE_STATES.includes(entry));
  return open.length > 0 ? open[open.length - 1] : 'draft';
}

/** The progress line of a change; a run of its own proves that a pipeline is there. */
export function progressOf(
  change: ChangeRequest,
  /** Undefined while that is not known. */
  pipelineConnected: boolean | undefined,
): ProgressEntry[] {
  const { kind, state, approvals, runId } = change;
  return changeProgress({
    kind,
    state,
    reached: reachedState(change),
    needsApproval: approvals.length > 0,
    pipelineConnected: runId !== null || pipelineConnected,
  });
}
