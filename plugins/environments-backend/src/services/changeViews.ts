import {
  ChangeHistoryEntry,
  ChangeRequest,
  ChangeSummary,
} from '@portico/plugin-environments-common';
import { StoredChange, StoredChangeSummary } from '../database/StoredChange';

type Viewer = ChangeRequest['viewer'];

function pullRequestOf({
  pullRequest,
}: StoredChangeSummary): ChangeRequest['pullRequest'] {
  return (
    pullRequest && {
      number: pullRequest.number,
      url: pullRequest.url,
      state: pullRequest.state,
    }
  );
}

/** A change as a list shows it. */
export function toChangeSummary(
  change: StoredChangeSummary,
  runId: string | null,
  viewer: Viewer,
): ChangeSummary {
  return {
    id: change.id,
    kind: change.kind,
    name: change.name,
    state: change.state,
    stateReason: change.stateReason,
    requestedBy: change.requestedBy,
    requestedAt: change.requestedAt,
    updatedAt: change.updatedAt,
    expiresAt: change.state === 'pending-approval' ? change.expiresAt : null,
    owner: change.owner,
    comment: change.comment,
    specHash: change.specHash,
    approvals: change.approvals,
    pullRequest: pullRequestOf(change),
    taskId: change.taskId,
    runId,
    viewer,
    monthly: change.monthly,
    monthlyBefore: change.monthlyBefore,
  };
}

/** A change as its page shows it. */
export function toChangeRequest(
  change: StoredChange,
  facts: {
    history: ChangeHistoryEntry[];
    runId: string | null;
    viewer: Viewer;
  },
): ChangeRequest {
  const { monthly, monthlyBefore, ...summary } = toChangeSummary(
    { ...change, monthly: null, monthlyBefore: null },
    facts.runId,
    facts.viewer,
  );
  return {
    ...summary,
    before: change.before,
    after: change.after,
    estimate: change.estimate,
    estimateBefore: change.estimateBefore,
    plan: change.plan,
    findings: change.findings,
    history: facts.history,
  };
}
