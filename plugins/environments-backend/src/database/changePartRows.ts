import {
  ChangeApproval,
  ChangeHistoryEntry,
  ChangeState,
} from '@portico/plugin-environments-common';

/** A row of the table `change_approvals`. */
export interface ApprovalRow {
  change_id: string;
  position: number;
  group_ref: string;
  reason: string;
  decided_by: string | null;
  decided_at: string | null;
  verdict: 'approved' | 'rejected' | null;
  comment: string | null;
}

/** A row of the table `change_events`. */
export interface EventRow {
  id: number;
  change_id: string;
  at: string;
  event: string;
  from_state: ChangeState | null;
  to_state: ChangeState;
  actor: string;
  comment: string | null;
}

/** Reads an approval from its row. */
export function toApproval(row: ApprovalRow): ChangeApproval {
  const { group_ref: group, reason, decided_by, decided_at, verdict } = row;
  const decision =
    decided_by && decided_at && verdict
      ? { by: decided_by, at: decided_at, verdict, comment: row.comment }
      : null;
  return { group, reason, decision };
}

/** Writes an approval as its row. */
export function toApprovalRow(
  changeId: string,
  approval: ChangeApproval,
  position: number,
): ApprovalRow {
  return {
    change_id: changeId,
    position,
    group_ref: approval.group,
    reason: approval.reason,
    decided_by: approval.decision?.by ?? null,
    decided_at: approval.decision?.at ?? null,
    verdict: approval.decision?.verdict ?? null,
    comment: approval.decision?.comment ?? null,
  };
}

/** Reads an entry of the history from its row. */
export function toHistoryEntry(row: EventRow): ChangeHistoryEntry {
  return {
    at: row.at,
    event: row.event,
    from: row.from_state,
    to: row.to_state,
    actor: row.actor,
    comment: row.comment,
  };
}
