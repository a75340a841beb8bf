import type { ChangeApproval } from './ChangeRequest';
import type { ChangeState } from './changeState';

/** The rule for which somebody may not decide. */
export type DecisionRule =
  | 'not-pending'
  | 'no-self-approval'
  | 'not-in-group'
  | 'one-decision-per-person';

/** Whether somebody may decide on a change, and for which groups. */
export type DecisionRight =
  | { allowed: true; groups: string[] }
  | { allowed: false; rule: DecisionRule; reason: string };

/** What `canDecide` looks at. */
export interface DecisionFacts {
  change: {
    state: ChangeState;
    requestedBy: string;
    approvals: readonly ChangeApproval[];
  };
  /** The entity ref of the person. */
  user: string;
  /** The entity refs of the groups they belong to. */
  groups: readonly string[];
}

function sameRef(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** Whether a person may approve or reject a change; never their own. */
export function canDecide({
  change,
  user,
  groups,
}: DecisionFacts): DecisionRight {
  if (change.state !== 'pending-approval') {
    return {
      allowed: false,
      rule: 'not-pending',
      reason: `This change waits for no approval: it is ${change.state}.`,
    };
  }
  if (sameRef(user, change.requestedBy)) {
    return {
      allowed: false,
      rule: 'no-self-approval',
      reason: 'You asked for this change, so somebody else must decide on it.',
    };
  }
  const waiting = change.approvals.filter(({ decision }) => decision === null);
  const own = waiting.filter(({ group }) =>
    groups.some(ref => sameRef(ref, group)),
  );
  if (own.length === 0) {
    return {
      allowed: false,
      rule: 'not-in-group',
      reason: `Only members of ${waiting
        .map(({ group }) => group)
        .join(' or ')} may decide on this change.`,
    };
  }
  if (
    change.approvals.some(
      ({ decision }) => decision && sameRef(decision.by, user),
    )
  ) {
    return {
      allowed: false,
      rule: 'one-decision-per-person',
      reason:
        'You have decided already; the other approval is for somebody else.',
    };
  }
  // One person counts once, for the first group they are asked for.
  return { allowed: true, groups: [own[0].group] };
}

/** Whether every approval that a change needs was given. */
export function isFullyApproved(approvals: readonly ChangeApproval[]): boolean {
  return approvals.every(({ decision }) => decision?.verdict === 'approved');
}
