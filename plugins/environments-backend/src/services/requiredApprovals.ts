import {
  ApprovalFacts,
  ApprovalGroups,
  ApprovalRequirement,
  approvalsFor,
  ChangeKind,
  EnvironmentSpec,
  Quota,
} from '@portico/plugin-environments-common';
import { Evaluation } from '../sources/EnvironmentEvaluator';

/** What decides who must agree to a change. */
export interface ApprovalQuestion {
  kind: ChangeKind;
  spec: EnvironmentSpec;
  against: EnvironmentSpec | null;
  evaluation: Evaluation;
  /** What the owner may have and has beside it; null where there is no limit. */
  quota: Quota | null;
  /** The refs of the requester's groups. */
  requesterRefs: readonly string[];
}

function factsOf(question: ApprovalQuestion): ApprovalFacts {
  const { kind, spec, against, evaluation, quota, requesterRefs } = question;
  const requester = { groups: requesterRefs };
  return evaluation.status === 'ok'
    ? {
        kind,
        spec,
        against,
        estimate: evaluation.estimate,
        againstEstimate: evaluation.againstEstimate,
        plan: evaluation.plan,
        findings: evaluation.findings,
        quota,
        requester,
      }
    : {
        kind,
        spec,
        against,
        estimate: { status: 'unavailable', reason: evaluation.reason },
        findings: [],
        quota,
        requester,
      };
}

/**
 * Who must agree to a change, and why. Beside the rules of the domain: whoever
 * asks in the name of a team they are not in needs the platform's yes, because
 * that team will pay and be asked about it.
 */
export function requiredApprovals(
  question: ApprovalQuestion,
  groups: ApprovalGroups,
): ApprovalRequirement[] {
  const required = approvalsFor(factsOf(question), groups);
  const { owner } = question.spec.metadata;
  const ownerStays = question.against?.metadata.owner === owner;
  const refs = question.requesterRefs;
  if (ownerStays || refs.includes(owner) || refs.includes(groups.platform)) {
    return required;
  }
  const reason = `it will belong to ${owner}, and the person who asks is not in it`;
  const platform = required.find(({ group }) => group === groups.platform);
  return platform
    ? required.map(entry =>
        entry === platform
          ? { ...entry, reason: `${entry.reason}; ${reason}` }
          : entry,
      )
    : [...required, { group: groups.platform, reason }];
}
