import { randomUUID } from 'node:crypto';
import { ApprovalGroups, Quota } from '@portico/plugin-environments-common';
import { StoredChange } from '../database/StoredChange';
import { Evaluation } from '../sources/EnvironmentEvaluator';
import { ChangeWish, WishInput } from './changeWish';
import { evaluationFields } from './evaluationFields';
import { Requester } from './Requester';
import { requiredApprovals } from './requiredApprovals';

/** What a new change is made of. */
export interface NewChangeFacts {
  wish: ChangeWish;
  input: WishInput;
  evaluation: Evaluation;
  quota: Quota | null;
  requester: Requester;
  groups: ApprovalGroups;
  now: Date;
  approvalTimeoutMs: number;
}

/** The change that a request becomes: approved at once where nobody has to agree. */
export function newChange({
  wish,
  input,
  evaluation,
  quota,
  requester,
  groups,
  now,
  approvalTimeoutMs,
}: NewChangeFacts): StoredChange {
  const approvals = requiredApprovals(
    {
      kind: wish.kind,
      spec: wish.spec,
      against: wish.before,
      evaluation,
      quota,
      requesterRefs: requester.refs,
    },
    groups,
  );
  return {
    id: randomUUID(),
    kind: wish.kind,
    name: wish.name,
    state: approvals.length > 0 ? 'pending-approval' : 'approved',
    stateReason: null,
    requestedBy: requester.user,
    requesterRefs: [...requester.refs],
    requestedAt: now.toISOString(),
    updatedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + approvalTimeoutMs).toISOString(),
    owner: wish.spec.metadata.owner,
    comment: input.comment || null,
    specHash: wish.hash,
    before: wish.before,
    beforeSha: wish.beforeSha,
    after: wish.spec,
    ...evaluationFields(evaluation, wish.before),
    approvals: approvals.map(entry => ({ ...entry, decision: null })),
    taskId: input.taskId ?? null,
    pullRequest: null,
    mergeCommit: null,
    attempts: 0,
    nextAttemptAt: null,
    leaseUntil: null,
  };
}
