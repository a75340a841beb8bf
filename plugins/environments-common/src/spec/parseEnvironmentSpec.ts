import { z } from 'zod/v4';
import { isEnvironmentName, suggestEnvironmentName } from '../names';
import { environmentClassSchema, type EnvironmentClass } from './classes';
import { specSchemaOf, type EnvironmentSpec } from './EnvironmentSpec';
import { formatPath, plainWords, toSpecIssues, type SpecIssue } from './issues';
import { toPlainData } from './plainData';

/** A spec, or what is wrong with it. */
export type ParsedSpec =
  | { valid: true; spec: EnvironmentSpec }
  | { valid: false; issues: SpecIssue[] };

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}

function classOf(value: unknown): EnvironmentClass {
  const parsed = environmentClassSchema.safeParse(
    fieldOf(fieldOf(value, 'spec'), 'class'),
  );
  // Which defaults are used does not matter where the class is an issue itself.
  return parsed.success ? parsed.data : 'dev';
}

function withSuggestion(issue: SpecIssue, value: unknown): SpecIssue {
  if (issue.path !== 'metadata.name') return issue;
  const name = fieldOf(fieldOf(value, 'metadata'), 'name');
  if (typeof name !== 'string' || isEnvironmentName(name)) return issue;
  const suggestion = suggestEnvironmentName(name);
  return suggestion ? { ...issue, suggestion } : issue;
}

/**
 * Reads a spec of unknown origin. It never throws and takes a bounded time: too large an
 * input is an issue like any other. What is left out gets the default of its class.
 */
export function parseEnvironmentSpec(input: unknown): ParsedSpec {
  const data = toPlainData(input);
  if (!data.plain) {
    return {
      valid: false,
      issues: [{ path: formatPath(data.path), message: data.message }],
    };
  }
  const parsed = specSchemaOf(classOf(data.value)).safeParse(data.value, {
    error: plainWords,
  });
  if (parsed.success) return { valid: true, spec: parsed.data };
  return {
    valid: false,
    issues: toSpecIssues(parsed.error).map(issue =>
      withSuggestion(issue, data.value),
    ),
  };
}

/** A schema of the whole spec for request and response schemas; its rules are those of `parseEnvironmentSpec`. */
export const environmentSpecSchema = z
  .unknown()
  .transform((input, context): EnvironmentSpec => {
    const parsed = parseEnvironmentSpec(input);
    if (parsed.valid) return parsed.spec;
    for (const { path, message } of parsed.issues) {
      context.addIssue({
        code: 'custom',
        message: path === '' ? message : `${path} ${message}`,
      });
    }
    return z.NEVER;
  });
