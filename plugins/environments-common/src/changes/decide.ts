import type { ChangeApproval } from './ChangeRequest';
import type { ChangeState } from './changeState';

/** The rule for which somebody may not decide. */
export type DecisionRule = 'not-pending' | 'no-self-approval' | 'not-in-group';

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

function refuse(rule: DecisionRule, reason: string): DecisionRight {
  return { allowed: false, rule, reason };
}

/**
 * Whether a person may approve or reject a change; never their own. Whoever is in several of
 * the groups decides for all of them, or a change could wait for somebody who has spoken.
 */
export function canDecide({
  change,
  user,
  groups,
}: DecisionFacts): DecisionRight {
  if (change.state !== 'pending-approval') {
    return refuse(
      'not-pending',
      `This change waits for no approval: it is ${change.state}.`,
    );
  }
  if (sameRef(user, change.requestedBy)) {
    return refuse(
      'no-self-approval',
      'You asked for this change, so somebody else must decide on it.',
    );
  }
  const waiting = change.approvals.filter(({ decision }) => decision === null);
  const own = waiting.filter(({ group }) =>
    groups.some(ref => sameRef(ref, group)),
  );
  if (own.length === 0) {
    const names = waiting.map(({ group }) => group).join(' or ');
    return refuse(
      'not-in-group',
      `Only members of ${names} may decide on this change.`,
    );
  }
  return { allowed: true, groups: own.map(({ group }) => group) };
}

/** Whether every approval that a change needs was given. */
export function isFullyApproved(approvals: readonly ChangeApproval[]): boolean {
  return approvals.every(({ decision }) => decision?.verdict === 'approved');
}
