import {
  ChangeApproval,
  ChangeKind,
  ChangeState,
  EstimateResult,
  isEstimate,
} from '@portico/plugin-environments-common';
import {
  ChangeHolder,
  ChangePatch,
  StoredChange,
  StoredChangeSummary,
  StoredPullRequest,
} from './StoredChange';

/** A row of the table `changes`, without the columns that are large. */
export interface ChangeSummaryRow {
  id: string;
  kind: ChangeKind;
  environment: string;
  state: ChangeState;
  state_reason: string | null;
  requested_by: string;
  requested_at: string;
  updated_at: string;
  expires_at: string | null;
  owner: string;
  comment: string | null;
  spec_hash: string;
  before_sha: string | null;
  monthly: string | null;
  monthly_before: string | null;
  task_id: string | null;
  pull_request: number | null;
  pull_request_url: string | null;
  pull_request_state: 'open' | 'merged' | 'closed' | null;
  pull_request_head: string | null;
  pull_request_checked: string | null;
  merge_commit: string | null;
  attempts: number;
  next_attempt_at: string | null;
  lease_until: string | null;
}

/** A row of the table `changes`. */
export interface ChangeRow extends ChangeSummaryRow {
  requester_refs: string;
  before: string | null;
  after: string;
  estimate: string | null;
  estimate_before: string | null;
  plan: string | null;
  findings: string;
}

/** The columns of a summary. */
export const SUMMARY_COLUMNS = [
  'id',
  'kind',
  'environment',
  'state',
  'state_reason',
  'requested_by',
  'requested_at',
  'updated_at',
  'expires_at',
  'owner',
  'comment',
  'spec_hash',
  'before_sha',
  'monthly',
  'monthly_before',
  'task_id',
  'pull_request',
  'pull_request_url',
  'pull_request_state',
  'pull_request_head',
  'pull_request_checked',
  'merge_commit',
  'attempts',
  'next_attempt_at',
  'lease_until',
] as const satisfies readonly (keyof ChangeSummaryRow)[];

/** What this package has written itself is read back as what it was. */
function parse<T>(text: string): T;
function parse<T>(text: string | null): T | null;
function parse<T>(text: string | null): T | null {
  return text === null ? null : JSON.parse(text);
}

function stringify(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

function monthlyOf(estimate: EstimateResult | null): string | null {
  return estimate && isEstimate(estimate) ? estimate.total.monthly : null;
}

function pullRequestOf(row: ChangeSummaryRow): StoredPullRequest | null {
  return row.pull_request === null
    ? null
    : {
        number: row.pull_request,
        url: row.pull_request_url ?? '',
        state: row.pull_request_state ?? 'open',
        headSha: row.pull_request_head ?? '',
        checkedSha: row.pull_request_checked,
      };
}

/** Reads a change for a list from its row. */
export function toSummary(
  row: ChangeSummaryRow,
  approvals: ChangeApproval[],
): StoredChangeSummary {
  return {
    id: row.id,
    kind: row.kind,
    name: row.environment,
    state: row.state,
    stateReason: row.state_reason,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    updatedAt: row.updated_at,
    expiresAt: row.expires_at,
    owner: row.owner,
    comment: row.comment,
    specHash: row.spec_hash,
    beforeSha: row.before_sha,
    approvals,
    taskId: row.task_id,
    pullRequest: pullRequestOf(row),
    mergeCommit: row.merge_commit,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at,
    leaseUntil: row.lease_until,
    monthly: row.monthly,
    monthlyBefore: row.monthly_before,
  };
}

/** Reads a change that holds an environment from its row. */
export function toHolder(
  row: ChangeSummaryRow & Pick<ChangeRow, 'after'>,
  approvals: ChangeApproval[],
): ChangeHolder {
  return { ...toSummary(row, approvals), after: parse(row.after) };
}

/** Reads a change from its row. */
export function toChange(
  row: ChangeRow,
  approvals: ChangeApproval[],
): StoredChange {
  const { monthly, monthlyBefore, ...summary } = toSummary(row, approvals);
  return {
    ...summary,
    requesterRefs: parse(row.requester_refs),
    before: parse(row.before),
    after: parse(row.after),
    estimate: parse(row.estimate),
    estimateBefore: parse(row.estimate_before),
    plan: parse(row.plan),
    findings: parse(row.findings),
  };
}

/** Writes what a patch changes as columns. */
export function toColumns(patch: ChangePatch): Partial<ChangeRow> {
  const columns: Partial<ChangeRow> = {
    state: patch.state,
    state_reason: patch.stateReason,
    expires_at: patch.expiresAt,
    merge_commit: patch.mergeCommit,
    attempts: patch.attempts,
    next_attempt_at: patch.nextAttemptAt,
  };
  if (patch.estimate !== undefined) {
    columns.estimate = stringify(patch.estimate);
    columns.monthly = monthlyOf(patch.estimate);
  }
  if (patch.estimateBefore !== undefined) {
    columns.estimate_before = stringify(patch.estimateBefore);
    columns.monthly_before = monthlyOf(patch.estimateBefore);
  }
  if (patch.plan !== undefined) columns.plan = stringify(patch.plan);
  if (patch.findings) columns.findings = JSON.stringify(patch.findings);
  if (patch.pullRequest) {
    columns.pull_request = patch.pullRequest.number;
    columns.pull_request_url = patch.pullRequest.url;
    columns.pull_request_state = patch.pullRequest.state;
    columns.pull_request_head = patch.pullRequest.headSha;
    columns.pull_request_checked = patch.pullRequest.checkedSha;
  }
  return columns;
}

/** Writes a new change as its row. */
export function toRow(change: StoredChange): ChangeRow {
  return {
    id: change.id,
    kind: change.kind,
    environment: change.name,
    requested_by: change.requestedBy,
    requester_refs: JSON.stringify(change.requesterRefs),
    requested_at: change.requestedAt,
    updated_at: change.updatedAt,
    owner: change.owner,
    comment: change.comment,
    spec_hash: change.specHash,
    before: stringify(change.before),
    before_sha: change.beforeSha,
    after: JSON.stringify(change.after),
    task_id: change.taskId,
    lease_until: change.leaseUntil,
    state: change.state,
    state_reason: change.stateReason,
    expires_at: change.expiresAt,
    estimate: stringify(change.estimate),
    monthly: monthlyOf(change.estimate),
    estimate_before: stringify(change.estimateBefore),
    monthly_before: monthlyOf(change.estimateBefore),
    plan: stringify(change.plan),
    findings: JSON.stringify(change.findings),
    pull_request: change.pullRequest?.number ?? null,
    pull_request_url: change.pullRequest?.url ?? null,
    pull_request_state: change.pullRequest?.state ?? null,
    pull_request_head: change.pullRequest?.headSha ?? null,
    pull_request_checked: change.pullRequest?.checkedSha ?? null,
    merge_commit: change.mergeCommit,
    attempts: change.attempts,
    next_attempt_at: change.nextAttemptAt,
  };
}
