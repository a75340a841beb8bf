import {
  PlanSummary,
  RunOperation,
  RunStatus,
} from '@portico/plugin-environments-common';
import { TimelineItem, TimelineStatus } from '@portico/plugin-timeline-common';
import { StoredRun } from '../../database/PipelineRunStore';

/** What a run does, and what it has done once it ended well. */
const OPERATIONS: Readonly<
  Record<RunOperation, { doing: string; done: string }>
> = {
  plan: { doing: 'Planning', done: 'Planned' },
  apply: { doing: 'Applying', done: 'Applied' },
  drift: { doing: 'Checking for drift', done: 'Checked for drift' },
  destroy: { doing: 'Destroying', done: 'Destroyed' },
};

const ENDS: Readonly<Record<Exclude<RunStatus, 'succeeded'>, string>> = {
  queued: ' is queued',
  running: '',
  failed: ' failed',
  cancelled: ' was cancelled',
};

const STATUSES: Readonly<Record<RunStatus, TimelineStatus>> = {
  queued: 'waiting',
  running: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
};

function countWords({ add, change, replace, destroy }: PlanSummary): string {
  const counts = [
    [add, 'added'],
    [change, 'changed'],
    [replace, 'replaced'],
    [destroy, 'destroyed'],
  ] as const;
  const words = counts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`);
  return words.length > 0 ? words.join(', ') : 'nothing to do';
}

function changedOutside({ add, change, replace, destroy }: PlanSummary) {
  return add + change + replace + destroy;
}

/** What came of a run that ended well, which is not always well. */
function outcomeOf(run: StoredRun): { title: string; status: TimelineStatus } {
  const { operation, environment, summary, leftovers } = run;
  const done = `${OPERATIONS[operation].done}: ${environment}`;
  if (operation === 'destroy' && leftovers.length > 0) {
    return { title: `${done}, ${leftovers.length} left`, status: 'warning' };
  }
  if (!summary) return { title: done, status: 'succeeded' };
  if (operation === 'drift') {
    const changed = changedOutside(summary);
    return changed > 0
      ? { title: `${done}, ${changed} changed outside`, status: 'warning' }
      : { title: `${done}, none`, status: 'succeeded' };
  }
  return operation === 'apply'
    ? { title: `${done}, ${countWords(summary)}`, status: 'succeeded' }
    : { title: done, status: 'succeeded' };
}

function wordsOf(run: StoredRun): { title: string; status: TimelineStatus } {
  const { operation, environment, status } = run;
  if (status === 'succeeded') return outcomeOf(run);
  return {
    title: `${OPERATIONS[operation].doing}: ${environment}${ENDS[status]}`,
    status: STATUSES[status],
  };
}

/** A run of the pipeline on the timeline, as the span that it took. */
export function runItem(run: StoredRun): TimelineItem {
  const { environment, id, startedAt, finishedAt, url, origin } = run;
  // A pipeline's clock may have been set back while it ran.
  const until =
    finishedAt === null || finishedAt < startedAt ? undefined : finishedAt;
  return {
    id: `run:${environment}:${id}`,
    at: startedAt,
    ...(until === undefined ? {} : { until }),
    kind: 'pipeline-run',
    ...wordsOf(run),
    url: url ?? `/environments/${environment}`,
    origin,
  };
}
