import { z } from 'zod/v4';

/** How bad a finding is: a blocker needs somebody's yes or a waiver. */
export const severitySchema = z.enum(['blocker', 'warning', 'info']);

/** How bad a finding is. */
export type Severity = z.infer<typeof severitySchema>;

/** A rule that a resource breaks: why it matters, and how to mend it. */
export const policyFindingSchema = z.object({
  ruleId: z.string(),
  severity: severitySchema,
  title: z.string(),
  /** The address of the resource. */
  resource: z.string(),
  why: z.string(),
  fix: z.string(),
  /** The field of the spec that mends it, for "go to field". */
  path: z.string().optional(),
  /** The exception that holds for it; null where there is none. */
  waiver: z
    .object({ owner: z.string(), reason: z.string(), expiry: z.iso.date() })
    .nullable(),
});

/** A rule that a resource breaks. */
export type PolicyFinding = z.infer<typeof policyFindingSchema>;

const SEVERITY_ORDER: readonly Severity[] = ['blocker', 'warning', 'info'];

/** Orders findings for reading: what has no waiver first, then by severity, rule and resource. */
export function sortFindings(
  findings: readonly PolicyFinding[],
): PolicyFinding[] {
  const key = ({ waiver, severity, ruleId, resource }: PolicyFinding) =>
    [
      waiver === null ? '0' : '1',
      String(SEVERITY_ORDER.indexOf(severity)),
      ruleId,
      resource,
    ].join('\u0000');
  return [...findings].sort((left, right) => {
    const [a, b] = [key(left), key(right)];
    if (a === b) return 0;
    return a < b ? -1 : 1;
  });
}

/** Whether a finding stands in the way: a blocker without a waiver. */
export function isBlocking({ severity, waiver }: PolicyFinding): boolean {
  return severity === 'blocker' && waiver === null;
}
