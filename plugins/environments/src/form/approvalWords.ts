import type { ApprovalRequirement } from '@portico/plugin-environments-common';
import { listWords, refName } from '../format/refs';

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

/** The words of the button that submits: what will happen, not just "Submit". */
export function submitLabel(
  verb: string,
  approvals: readonly ApprovalRequirement[] | undefined,
): string {
  if (approvals === undefined) return verb;
  if (approvals.length === 0) return `${verb} (no approval needed)`;
  const groups = approvals.map(({ group }) => refName(group));
  return `Request: needs one person from ${listWords(groups, 'and one from')}`;
}
