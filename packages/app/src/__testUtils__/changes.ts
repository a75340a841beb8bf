import { ChangeSummary } from '@portico/plugin-environments-common';

/** A change as the environments backend lists it. */
export function aChange(
  id: string,
  options: Partial<ChangeSummary> = {},
): ChangeSummary {
  return {
    id,
    kind: 'create',
    name: 'dev',
    state: 'pending-approval',
    stateReason: null,
    requestedBy: 'user:default/ada',
    requestedAt: '2026-11-25T08:00:00Z',
    updatedAt: '2026-11-25T08:00:00Z',
    expiresAt: null,
    owner: 'group:default/checkout',
    comment: null,
    specHash: 'abc',
    approvals: [],
    pullRequest: null,
    taskId: null,
    runId: null,
    viewer: { mayDecide: false, mayWithdraw: false, reason: null },
    monthly: null,
    monthlyBefore: null,
    ...options,
  };
}
