import { formatPath } from '@portico/plugin-environments-common';
import { z } from 'zod/v4';
import { InvalidInputError } from '../services/InvalidInputError';

/** Reads an input with its schema; throws with every field that is wrong. */
export function readInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new InvalidInputError(
    parsed.error.issues.flatMap(issue =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map(key => ({
            path: formatPath([...issue.path, key.slice(0, 80)]),
            message: 'is not a field here',
          }))
        : [{ path: formatPath(issue.path), message: issue.message }],
    ),
  );
}
