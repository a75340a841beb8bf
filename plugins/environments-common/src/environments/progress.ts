import type { ChangeKind, ChangeState } from '../changes/changeState';

/** The six steps of one wish. */
export const PROGRESS_STEPS = [
  'requested',
  'approved',
  'pull-request',
  'merged',
  'applying',
  'ready',
] as const;

/** A step of a wish. */
export type ProgressStep = (typeof PROGRESS_STEPS)[number];

/** How a step stands; `unknown` where nobody can tell, because no pipeline is known to be connected. */
export type ProgressStatus =
  | 'done'
  | 'current'
  | 'waiting'
  | 'skipped'
  | 'failed'
  | 'unknown';

/** One step of the progress line. */
export interface ProgressEntry {
  step: ProgressStep;
  title: string;
  status: ProgressStatus;
}

/** What the progress line is made of. */
export interface ProgressFacts {
  kind: ChangeKind;
  state: ChangeState;
  /** The state before a final one; the last step that was reached. */
  reached: ChangeState;
  needsApproval: boolean;
  /** Undefined while that is not known. */
  pipelineConnected: boolean | undefined;
}

const POSITION: Readonly<Partial<Record<ChangeState, number>>> = {
  draft: 0,
  'pending-approval': 1,
  approved: 2,
  proposed: 3,
  merged: 4,
  applying: 4,
  applied: 6,
};

const TITLES: Readonly<Record<ProgressStep, string>> = {
  requested: 'Requested',
  approved: 'Approved',
  'pull-request': 'Pull request',
  merged: 'Merged',
  applying: 'Applying',
  ready: 'Ready',
};

function titleOf(step: ProgressStep, facts: ProgressFacts): string {
  if (facts.kind === 'destroy' && step === 'applying') return 'Destroying';
  if (facts.kind === 'destroy' && step === 'ready') return 'Destroyed';
  if (step === 'applying' && facts.pipelineConnected === false) {
    return 'No pipeline connected';
  }
  return TITLES[step];
}

function statusOf(index: number, facts: ProgressFacts): ProgressStatus {
  const position = POSITION[facts.state] ?? POSITION[facts.reached] ?? 0;
  const stopped = POSITION[facts.state] === undefined;
  if (index < position) {
    return index === 1 && !facts.needsApproval ? 'skipped' : 'done';
  }
  if (stopped) return index === position ? 'failed' : 'waiting';
  if (index >= 4 && !facts.pipelineConnected) return 'unknown';
  return index === position ? 'current' : 'waiting';
}

/** The progress line of a change: requested, approved, pull request, merged, applying, ready. */
export function changeProgress(facts: ProgressFacts): ProgressEntry[] {
  return PROGRESS_STEPS.map((step, index) => ({
    step,
    title: titleOf(step, facts),
    status: statusOf(index, facts),
  }));
}
