import { randomUUID } from 'node:crypto';
import { StoredChange } from '../database/StoredChange';
import { specHash } from '../services/specHash';
import { aSpec } from './aSpec';
import { anEstimate, aPlan } from './anEvaluation';

/** A request for a new environment that needs nobody's yes. */
export function aChange(fields: Partial<StoredChange> = {}): StoredChange {
  const after = fields.after ?? aSpec();
  return {
    id: randomUUID(),
    kind: 'create',
    name: after.metadata.name,
    state: 'approved',
    stateReason: null,
    requestedBy: 'user:default/ada',
    requesterRefs: ['user:default/ada', 'group:default/checkout'],
    requestedAt: '2026-11-25T10:00:00.000Z',
    updatedAt: '2026-11-25T10:00:00.000Z',
    expiresAt: '2026-12-09T10:00:00.000Z',
    owner: after.metadata.owner,
    comment: null,
    specHash: specHash(after),
    before: null,
    beforeSha: null,
    after,
    estimate: anEstimate(),
    estimateBefore: null,
    plan: aPlan(),
    findings: [],
    approvals: [],
    taskId: null,
    pullRequest: null,
    mergeCommit: null,
    attempts: 0,
    nextAttemptAt: null,
    leaseUntil: null,
    ...fields,
  };
}
