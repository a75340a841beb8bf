import type { z } from 'zod/v4';
import { InvalidInputError, type InputIssue } from './InvalidInputError';

/** So many issues are told; whoever mends them hears of the next. */
const MAX_ISSUES = 20;
const MAX_KEY = 80;

function pathOf(keys: readonly PropertyKey[]): string {
  return keys.map(key => String(key).slice(0, MAX_KEY)).join('.');
}

function issuesOf(error: z.ZodError): InputIssue[] {
  return error.issues
    .flatMap(issue =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map(key => ({
            path: pathOf([...issue.path, key]),
            message: 'is not a field here',
          }))
        : [{ path: pathOf(issue.path), message: issue.message }],
    )
    .slice(0, MAX_ISSUES);
}

/** Reads an input with its schema; throws with every field that is wrong. */
export function readInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new InvalidInputError(issuesOf(parsed.error));
}
