import type {
  ChangeRequest,
  ChangeSummary,
  EnvironmentView,
  PipelineRun,
} from '@portico/plugin-environments-common';
import { anEstimate, aPlan } from './aPreview';
import { aSpec } from './aSpec';

/** An environment that is ready. */
export function aView(
  overrides: Partial<EnvironmentView> = {},
): EnvironmentView {
  return {
    name: 'dev',
    entityRef: 'resource:default/dev',
    owner: 'group:default/platform',
    description: 'Shared development',
    class: 'dev',
    region: 'us-west-2',
    state: 'ready',
    stateReason: null,
    expiring: false,
    expiresAt: null,
    origin: 'live',
    spec: aSpec(),
    issues: [],
    source: {
      path: 'infra/environments/dev.yaml',
      commit: null,
      url: 'https://git.example.com/acme/platform/blob/main/dev.yaml',
    },
    estimate: anEstimate(),
    changeable: true,
    notChangeableReason: null,
    openChange: null,
    lastRun: null,
    pipelineConnected: true,
    drift: null,
    createdAt: null,
    updatedAt: null,
    ...overrides,
  };
}

const APPROVAL = {
  group: 'group:default/platform-approvers',
  reason: 'it is production',
  decision: null,
};

const SUBMITTED = {
  at: '2026-11-25T10:00:00.000Z',
  event: 'submit',
  from: 'draft' as const,
  to: 'pending-approval' as const,
  actor: 'user:default/ada',
  comment: null,
};

/** A change that waits for one person from platform-approvers. */
export function aChange(overrides: Partial<ChangeRequest> = {}): ChangeRequest {
  return {
    id: 'change-1',
    kind: 'create',
    name: 'shop-prod',
    state: 'pending-approval',
    stateReason: null,
    requestedBy: 'user:default/ada',
    requestedAt: '2026-11-25T10:00:00.000Z',
    updatedAt: '2026-11-25T10:00:00.000Z',
    expiresAt: null,
    owner: 'group:default/checkout',
    comment: null,
    before: null,
    after: aSpec('shop-prod', 'prod'),
    specHash: 'abc',
    estimate: anEstimate('1210.00'),
    estimateBefore: null,
    plan: aPlan(),
    findings: [],
    approvals: [APPROVAL],
    pullRequest: null,
    taskId: null,
    runId: null,
    history: [SUBMITTED],
    viewer: { mayDecide: true, mayWithdraw: false, reason: null },
    ...overrides,
  };
}

/** A change as a list has it. */
export function aSummary(
  overrides: Partial<ChangeSummary> = {},
): ChangeSummary {
  const {
    before: _before,
    after: _after,
    plan: _plan,
    findings: _findings,
    history: _history,
    estimate: _estimate,
    estimateBefore: _estimateBefore,
    ...summary
  } = aChange();
  return { ...summary, monthly: '1210.00', monthlyBefore: null, ...overrides };
}

/** A run of the pipeline that has succeeded. */
export function aRun(overrides: Partial<PipelineRun> = {}): PipelineRun {
  return {
    id: 'run-1',
    environment: 'dev',
    operation: 'apply',
    status: 'succeeded',
    startedAt: '2026-11-25T09:00:00.000Z',
    finishedAt: '2026-11-25T09:10:00.000Z',
    commit: null,
    changeId: null,
    actor: null,
    url: null,
    summary: { add: 83, change: 0, replace: 0, destroy: 0 },
    modules: [],
    leftovers: [],
    message: null,
    origin: 'live',
    ...overrides,
  };
}
