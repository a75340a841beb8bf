import { suggestEnvironmentName } from '../names';
import type { CheckedSpec } from './checkSpec';
import { formatPath, type FoundIssue, type SpecIssue } from './issues';

/** What is wrong with a spec. */
export type Invalid = { valid: false; issues: SpecIssue[] };

/** A spec, or what is wrong with it. */
export type Parsed<S> = { valid: true; spec: S } | Invalid;

function nameOf(input: unknown): string | undefined {
  try {
    const { metadata } = Object(input);
    const name: unknown = Object(metadata).name;
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}

/** Makes what was found ready to be shown, with a value that would be accepted. */
export function toSpecIssue(found: FoundIssue, input: unknown): SpecIssue {
  const issue = { path: formatPath(found.path), message: found.message };
  const name = issue.path === 'metadata.name' ? nameOf(input) : undefined;
  const suggestion = name && suggestEnvironmentName(name);
  return suggestion ? { ...issue, suggestion } : issue;
}

/** Reads an input of unknown origin, and makes what was found ready to be shown. */
export function parsed<S>(
  input: unknown,
  check: (input: unknown) => CheckedSpec<S>,
): Parsed<S> {
  const checked = check(input);
  return checked.valid
    ? checked
    : {
        valid: false,
        issues: checked.found.map(found => toSpecIssue(found, input)),
      };
}
