import { PolicyFinding, isBlocking } from '@portico/plugin-environments-common';

/** What was judged, and how. */
export interface FindingsTextOptions {
  readonly name: string;
  readonly rules: number;
  readonly notes: readonly string[];
}

function findingLines(finding: PolicyFinding): string[] {
  const { severity, ruleId, title, resource, path, why, fix, waiver } = finding;
  return [
    '',
    `${severity.toUpperCase()}  ${ruleId}: ${title}`,
    `  resource: ${resource}`,
    ...(path ? [`  field:    ${path}`] : []),
    `  why:      ${why}`,
    `  fix:      ${fix}`,
    ...(waiver
      ? [
          `  waived:   by ${waiver.owner} until ${waiver.expiry}: ${waiver.reason}`,
        ]
      : []),
  ];
}

/** Writes findings for people. */
export function findingsText(
  findings: readonly PolicyFinding[],
  { name, rules, notes }: FindingsTextOptions,
): string {
  const blocking = findings.filter(isBlocking).length;
  const count = `${findings.length} ${
    findings.length === 1 ? 'finding' : 'findings'
  }, ${blocking} blocking`;
  return [
    `${name}: ${rules} rules, ${count}`,
    ...notes,
    ...findings.flatMap(findingLines),
  ].join('\n');
}
