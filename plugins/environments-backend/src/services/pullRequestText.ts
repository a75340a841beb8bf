import { formatMoney, money } from '@portico/plugin-cost-common';
import {
  ChangeApproval,
  ChangeKind,
  commitmentWords,
  Estimate,
  EstimateLine,
  EstimateResult,
  isBlocking,
  isEstimate,
  Plan,
  PolicyFinding,
} from '@portico/plugin-environments-common';
import { StoredChange } from '../database/StoredChange';
import { dayOf } from './describeHolder';
import { inlineCode, plainText, table } from './markdown';

const VERBS: Readonly<Record<ChangeKind, string>> = {
  create: 'Create',
  resize: 'Change',
  extend: 'Extend',
  revert: 'Revert',
  adopt: 'Adopt',
  destroy: 'Destroy',
};

/** A Git host refuses a body of more than 65,536 characters. */
const BODY_LIMIT = 60_000;
const LINE_LIMIT = 100;
const FINDING_LIMIT = 50;

/** The title of a change's pull request, such as `Create environment dev`. */
export function pullRequestTitle({
  kind,
  name,
}: Pick<StoredChange, 'kind' | 'name'>): string {
  return `${VERBS[kind]} environment ${name}`;
}

/** What the commit status says in a few words. */
export function statusDescription({
  estimate,
  findings,
  approvals,
}: StoredChange): string {
  const cost =
    estimate && isEstimate(estimate) ? totalOf(estimate) : 'no estimate';
  const blockers = findings.filter(isBlocking).length;
  const policy =
    blockers > 0
      ? `${blockers} ${blockers === 1 ? 'blocker' : 'blockers'}, approved`
      : 'no blockers';
  const agreed =
    approvals.length > 0
      ? `approved by ${approvals.length} of ${approvals.length}`
      : 'no approval needed';
  return `${cost}; ${policy}; ${agreed}`;
}

/** What the commit of the merge says below its title. */
export function mergeMessage(
  { requestedBy, owner }: StoredChange,
  changeUrl: string,
): string {
  return `Asked for by ${requestedBy} for ${owner}\n\n${changeUrl}`;
}

function totalOf({ total, currency }: Estimate): string {
  const amount = formatMoney(money(total.monthly, currency));
  return `${total.atLeast ? 'at least ' : ''}${amount} a month`;
}

function lineAmount(line: EstimateLine, currency: string): string {
  if (line.monthly !== null) return formatMoney(money(line.monthly, currency));
  return line.kind === 'usage-dependent' ? 'depends on use' : 'not priced';
}

function costSection(
  estimate: EstimateResult | null,
  before: EstimateResult | null,
): string[] {
  if (!estimate || !isEstimate(estimate)) {
    const reason = estimate ? `: ${plainText(estimate.reason)}` : '';
    return ['## Cost', `The estimate is not available${reason}.`];
  }
  const was =
    before && isEstimate(before) ? ` Today it is ${totalOf(before)}.` : '';
  const shown = estimate.lines.slice(0, LINE_LIMIT);
  const rest = estimate.lines.length - shown.length;
  const committed = commitmentWords(estimate);
  return [
    '## Cost',
    `**${totalOf(estimate)}**, list prices of ${estimate.asOf} in ${plainText(
      estimate.region,
    )}.${was}`,
    table(
      [
        { title: 'Module' },
        { title: 'Resource' },
        { title: 'Component' },
        { title: 'A month', right: true },
      ],
      shown.map(line => [
        plainText(line.module),
        inlineCode(line.address),
        plainText(line.component),
        lineAmount(line, estimate.currency),
      ]),
    ),
    ...(rest > 0 ? [`${rest} more lines are on the page of the change.`] : []),
    ...(committed ? [`${committed}.`] : []),
  ];
}

function planSection(plan: Plan | null): string[] {
  if (!plan) return ['## Plan', 'There is no plan.'];
  const counts = (entry: Plan['summary']) => [
    String(entry.add),
    String(entry.change),
    String(entry.replace),
    String(entry.destroy),
  ];
  return [
    '## Plan',
    plan.basis === 'structural'
      ? 'Compared by the portal, without asking AWS.'
      : 'As Terraform tells.',
    table(
      [
        { title: 'Module' },
        { title: 'Add', right: true },
        { title: 'Change', right: true },
        { title: 'Replace', right: true },
        { title: 'Destroy', right: true },
      ],
      [
        ...plan.modules.map(entry => [
          plainText(entry.module),
          ...counts(entry),
        ]),
        ['**all**', ...counts(plan.summary)],
      ],
    ),
  ];
}

function findingLine(finding: PolicyFinding): string {
  const waiver = finding.waiver
    ? ` Waived until ${finding.waiver.expiry} by ${inlineCode(
        finding.waiver.owner,
      )}: ${plainText(finding.waiver.reason)}.`
    : '';
  return `- **${finding.severity}** ${inlineCode(finding.ruleId)} ${plainText(
    finding.title,
  )}: ${inlineCode(finding.resource)}. ${plainText(finding.why)} ${plainText(
    finding.fix,
  )}${waiver}`;
}

function policySection(findings: readonly PolicyFinding[]): string[] {
  if (findings.length === 0) return ['## Policy', 'No findings.'];
  const shown = findings.slice(0, FINDING_LIMIT);
  const rest = findings.length - shown.length;
  return [
    '## Policy',
    shown.map(findingLine).join('\n'),
    ...(rest > 0
      ? [`${rest} more findings are on the page of the change.`]
      : []),
  ];
}

function approvalLine({ group, reason, decision }: ChangeApproval): string {
  const given = decision
    ? `${decision.verdict} by ${inlineCode(decision.by)} on ${dayOf(
        decision.at,
      )}${decision.comment ? `: ${plainText(decision.comment)}` : ''}`
    : 'waiting';
  return `- ${inlineCode(group)}, because ${plainText(reason)}: ${given}`;
}

function approvalSection(approvals: readonly ChangeApproval[]): string[] {
  return [
    '## Approvals',
    approvals.length > 0
      ? approvals.map(approvalLine).join('\n')
      : 'None needed.',
  ];
}

/** The body of a change's pull request: what it costs, does and breaks, and who agreed. */
export function pullRequestBody(
  change: StoredChange,
  changeUrl: string,
): string {
  const asked = `Asked for by ${inlineCode(change.requestedBy)} on ${dayOf(
    change.requestedAt,
  )} for ${inlineCode(change.owner)}.`;
  const body = [
    `${asked} [The change in the portal](${changeUrl})`,
    ...(change.comment ? [`> ${plainText(change.comment)}`] : []),
    ...costSection(change.estimate, change.estimateBefore),
    ...planSection(change.plan),
    ...policySection(change.findings),
    ...approvalSection(change.approvals),
  ].join('\n\n');
  if (body.length <= BODY_LIMIT) return body;
  // Cut between lines: half a line could let text out of its fence.
  const whole = body.slice(0, body.lastIndexOf('\n', BODY_LIMIT));
  return `${whole}\n\nThe rest is on the page of the change.`;
}
