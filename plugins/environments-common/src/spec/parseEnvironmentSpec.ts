import { z } from 'zod/v4';
import { suggestEnvironmentName } from '../names';
import { checkEnvironmentSpec } from './checkEnvironmentSpec';
import type { EnvironmentSpec } from './EnvironmentSpec';
import { formatPath, type FoundIssue, type SpecIssue } from './issues';

/** A spec, or what is wrong with it. */
export type ParsedSpec =
  | { valid: true; spec: EnvironmentSpec }
  | { valid: false; issues: SpecIssue[] };

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

/**
 * Reads a spec of unknown origin. It never throws and takes a bounded time: too large an
 * input is an issue like any other. What is left out gets the default of its class.
 */
export function parseEnvironmentSpec(input: unknown): ParsedSpec {
  const checked = checkEnvironmentSpec(input);
  return checked.valid
    ? checked
    : {
        valid: false,
        issues: checked.found.map(found => toSpecIssue(found, input)),
      };
}

/** A schema of the whole spec for request and response schemas; its rules are those of `parseEnvironmentSpec`. */
export const environmentSpecSchema = z
  .unknown()
  .transform((input, context): EnvironmentSpec => {
    const checked = checkEnvironmentSpec(input);
    if (checked.valid) return checked.spec;
    for (const { path, message } of checked.found) {
      context.addIssue({ code: 'custom', path, message });
    }
    return z.NEVER;
  });
