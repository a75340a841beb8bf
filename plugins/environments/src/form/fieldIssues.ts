import type { SpecIssue } from '@portico/plugin-environments-common';
import type { FormState } from './formState';

/** The sections of the form, in their order. */
export const SECTIONS = [
  'purpose',
  'time',
  'network',
  'cluster',
  'data',
  'edge',
  'review',
] as const;

/** A section of the form. */
export type Section = (typeof SECTIONS)[number];

const SECTION_OF_PATH: readonly (readonly [string, Section])[] = [
  ['metadata', 'purpose'],
  ['spec.class', 'purpose'],
  ['spec.ttl', 'time'],
  ['spec.budget', 'time'],
  ['spec.region', 'network'],
  ['spec.availabilityZones', 'network'],
  ['spec.network', 'network'],
  ['spec.cluster', 'cluster'],
  ['spec.database', 'data'],
  ['spec.cache', 'data'],
  ['spec.edge', 'edge'],
];

function isWithin(path: string, outer: string): boolean {
  return (
    path === outer ||
    path.startsWith(`${outer}.`) ||
    path.startsWith(`${outer}[`)
  );
}

/** The section that holds a field; what has no field of its own is told in the review. */
export function sectionOf(path: string): Section {
  return (
    SECTION_OF_PATH.find(([outer]) => isWithin(path, outer))?.[1] ?? 'review'
  );
}

/** Words as the start of a line, without a full stop at their end. */
export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A message as a sentence: rules say "must be ...", a field says "Must be ...". */
export function sentence(message: string): string {
  const text = capitalized(message);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The issues of a field; of a group of fields, those of the group itself. */
export function issuesAt(
  issues: readonly SpecIssue[],
  path: string,
): SpecIssue[] {
  return issues.filter(issue => issue.path === path);
}

/** The issues that the form shows: a field that nobody has touched does not complain yet. */
export function shownIssues(
  issues: readonly SpecIssue[],
  { touched, attempted }: Pick<FormState, 'touched' | 'attempted'>,
): SpecIssue[] {
  if (attempted) return [...issues];
  return issues.filter(({ path }) =>
    touched.some(field => isWithin(path, field) || siblingOf(path, field)),
  );
}

/** Sizes of one node group judge each other, so a change of one may show at another. */
function siblingOf(path: string, field: string): boolean {
  const group = /^(spec\.cluster\.nodeGroups\[\d+\])\./.exec(field)?.[1];
  return group !== undefined && isWithin(path, group);
}

/** Local findings and those that only the server can make, each once. */
export function mergeIssues(
  local: readonly SpecIssue[],
  server: readonly SpecIssue[],
): SpecIssue[] {
  const known = new Set(local.map(({ path }) => path));
  return [...local, ...server.filter(({ path }) => !known.has(path))];
}

/** What is wrong with each field, all rules of one field together. */
export function byField(issues: readonly SpecIssue[]): SpecIssue[] {
  const fields = new Map<string, SpecIssue>();
  for (const issue of issues) {
    const message = sentence(issue.message);
    const known = fields.get(issue.path);
    fields.set(
      issue.path,
      known
        ? { ...known, message: `${known.message} ${message}` }
        : { ...issue, message },
    );
  }
  return [...fields.values()];
}

/** How many fields each section has to mend. */
export function countBySection(
  issues: readonly SpecIssue[],
): Partial<Record<Section, number>> {
  const counts: Partial<Record<Section, number>> = {};
  for (const { path } of byField(issues)) {
    const section = sectionOf(path);
    counts[section] = (counts[section] ?? 0) + 1;
  }
  return counts;
}
