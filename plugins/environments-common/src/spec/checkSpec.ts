import type { z } from 'zod/v4';
import { plainWords, toFoundIssues, type FoundIssue } from './issues';
import { toPlainData } from './plainData';

/** A spec, or what was found wrong with it. */
export type CheckedSpec<S> =
  | { valid: true; spec: S }
  | { valid: false; found: FoundIssue[] };

/**
 * Checks an input of unknown origin against the schema that fits it; it never throws and
 * takes a bounded time.
 */
export function checkSpec<S>(
  input: unknown,
  schemaOf: (data: unknown) => z.ZodType<S>,
): CheckedSpec<S> {
  const data = toPlainData(input);
  if (!data.plain) {
    return {
      valid: false,
      found: [{ path: data.path, message: data.message }],
    };
  }
  const parsed = schemaOf(data.value).safeParse(data.value, {
    error: plainWords,
  });
  return parsed.success
    ? { valid: true, spec: parsed.data }
    : { valid: false, found: toFoundIssues(parsed.error) };
}

/** A field of a value that may be anything. */
export function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}
