import {
  ChangeApproval,
  ChangeHistoryEntry,
  ChangeKind,
  ChangeState,
  EnvironmentSpec,
  EstimateResult,
  Plan,
  PolicyFinding,
} from '@portico/plugin-environments-common';

/** The pull request of a change, and the commit of it that was agreed to. */
export interface StoredPullRequest {
  number: number;
  url: string;
  state: 'open' | 'merged' | 'closed';
  headSha: string;
  /** The commit whose status the portal has set. */
  checkedSha: string | null;
}

/** A change request, as it is stored. */
export interface StoredChange {
  id: string;
  kind: ChangeKind;
  name: string;
  state: ChangeState;
  stateReason: string | null;
  requestedBy: string;
  /** The groups of the requester, and the requester. */
  requesterRefs: string[];
  requestedAt: string;
  updatedAt: string;
  expiresAt: string | null;
  owner: string;
  comment: string | null;
  specHash: string;
  before: EnvironmentSpec | null;
  /** The id of the file's content when the change was asked for. */
  beforeSha: string | null;
  after: EnvironmentSpec;
  estimate: EstimateResult | null;
  estimateBefore: EstimateResult | null;
  plan: Plan | null;
  findings: PolicyFinding[];
  approvals: ChangeApproval[];
  taskId: string | null;
  pullRequest: StoredPullRequest | null;
  mergeCommit: string | null;
  /** How often in a row it could not be moved on. */
  attempts: number;
  nextAttemptAt: string | null;
  /** Until when a portal works on it. */
  leaseUntil: string | null;
}

/** What may differ after an update; what is left out stays. */
export type ChangePatch = Partial<
  Pick<
    StoredChange,
    | 'state'
    | 'stateReason'
    | 'expiresAt'
    | 'estimate'
    | 'estimateBefore'
    | 'plan'
    | 'findings'
    | 'approvals'
    | 'pullRequest'
    | 'mergeCommit'
    | 'attempts'
    | 'nextAttemptAt'
  >
>;

/** An update of a change: what differs, and what its history says of it. */
export interface ChangeUpdate {
  patch: ChangePatch;
  entry?: Omit<ChangeHistoryEntry, 'at'>;
}

/** A change in a list: without the parts that are large. */
export type StoredChangeSummary = Omit<
  StoredChange,
  | 'before'
  | 'after'
  | 'requesterRefs'
  | 'plan'
  | 'findings'
  | 'estimate'
  | 'estimateBefore'
> & { monthly: string | null; monthlyBefore: string | null };

/** A change that holds an environment, and what the environment is to become. */
export type ChangeHolder = StoredChangeSummary & Pick<StoredChange, 'after'>;
