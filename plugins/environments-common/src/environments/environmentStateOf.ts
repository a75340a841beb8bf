import {
  transitionEnvironment,
  type EnvironmentEvent,
  type EnvironmentState,
} from './environmentState';
import type { PipelineRun } from './PipelineRun';

/** What the state of an environment is made of. */
export type RunFacts = Pick<
  PipelineRun,
  'operation' | 'status' | 'startedAt' | 'summary' | 'leftovers'
>;

const EVENTS: Readonly<
  Record<'apply' | 'destroy', Readonly<Record<string, EnvironmentEvent>>>
> = {
  apply: {
    running: 'apply-started',
    succeeded: 'apply-succeeded',
    failed: 'apply-failed',
    cancelled: 'apply-failed',
  },
  destroy: {
    running: 'destroy-started',
    succeeded: 'destroy-succeeded',
    failed: 'destroy-failed',
    cancelled: 'destroy-failed',
  },
};

function driftEvent({
  status,
  summary,
}: RunFacts): EnvironmentEvent | undefined {
  // A check that failed, or told no counts, says nothing about drift.
  if (status !== 'succeeded' || summary === null) return undefined;
  const { add, change, replace, destroy } = summary;
  return add + change + replace + destroy > 0 ? 'drift-found' : 'drift-cleared';
}

/** What a run does to the state of its environment; undefined where it does nothing. */
export function eventOfRun(run: RunFacts): EnvironmentEvent | undefined {
  switch (run.operation) {
    case 'drift':
      return driftEvent(run);
    case 'destroy':
      // Whatever the exit code: with something left it is not destroyed.
      return run.status === 'succeeded' && run.leftovers.length > 0
        ? 'destroy-failed'
        : EVENTS.destroy[run.status];
    case 'apply':
      return EVENTS.apply[run.status];
    default:
      return undefined;
  }
}

/**
 * The state that a list of runs leads to, in the order of their starts. Without a run it
 * is `defined`: nobody has said that anything exists. An apply after a destroy begins a new life.
 */
export function environmentStateOf(
  runs: readonly RunFacts[],
): EnvironmentState {
  const byStart = [...runs].sort(
    (left, right) => Date.parse(left.startedAt) - Date.parse(right.startedAt),
  );
  return byStart.reduce<EnvironmentState>((state, run) => {
    const event = eventOfRun(run);
    if (event === undefined) return state;
    const from =
      state === 'destroyed' && run.operation === 'apply' ? 'defined' : state;
    const next = transitionEnvironment(from, event);
    return next.accepted ? next.state : state;
  }, 'defined');
}
