import type {
  ApprovalRequirement,
  ChangeApproval,
  ValidPreview,
} from '@portico/plugin-environments-common';
import { listWords, refName } from '../format/refs';

/** The approvals of a change that nobody has given or refused yet. */
export function openApprovals(
  approvals: readonly ChangeApproval[],
): ChangeApproval[] {
  return approvals.filter(({ decision }) => decision === null);
}

/** "one person from a and one from b"; undefined where nobody is asked. */
export function oneFromEach(
  approvals: readonly Pick<ApprovalRequirement, 'group'>[],
): string | undefined {
  if (approvals.length === 0) return undefined;
  const groups = approvals.map(({ group }) => refName(group));
  return `one person from ${listWords(groups, 'and one from')}`;
}

/** Who has to say yes, in a sentence. */
export function approvalSentence(
  approvals: readonly ApprovalRequirement[],
): string {
  if (approvals.length === 0) return 'No approval needed';
  return approvals
    .map(
      ({ group, reason }) =>
        `Needs one person from ${refName(group)}, because ${reason}`,
    )
    .join('. ');
}

/** What the words on the button depend on. */
export interface SubmitFacts {
  preview: Pick<ValidPreview, 'approvals'> | undefined;
  /** Whether the last question had no answer. */
  failed: boolean;
  /** Whether the answer takes long. */
  slow: boolean;
}

/** The words of the button that submits: what will happen, not just "Submit". */
export function submitLabel(
  verb: string,
  { preview, failed, slow }: SubmitFacts,
): string {
  if (failed) {
    return 'Request: somebody has to approve, because the price is not known';
  }
  if (slow) return 'Request: who has to approve is not known yet';
  if (preview === undefined) return verb;
  const { approvals } = preview;
  const who = oneFromEach(approvals);
  if (who === undefined) return `${verb} (no approval needed)`;
  // More than one reason is told in the panel; a button has room for one.
  const why =
    approvals.length === 1
      ? `, because ${approvals[0].reason.split('; ')[0]}`
      : '';
  return `Request: needs ${who}${why}`;
}
