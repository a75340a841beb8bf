import type { Request } from 'express';
import type { z } from 'zod/v4';
import { withPlainRefs } from '../services/plainRefs';
import { readInput } from '../services/readInput';

/** The parameters of an address: a text, or a list where one is there several times. */
function parametersOf(req: Request): Record<string, string | string[]> {
  // Not `req.query`, which makes objects of brackets, and of long lists as well.
  const { searchParams } = new URL(req.originalUrl, 'http://portal.invalid');
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map(key => {
      const values = searchParams.getAll(key);
      return [key, values.length === 1 ? values[0] : values];
    }),
  );
}

/**
 * Reads the query of a request with its schema; throws with every parameter that is wrong, and
 * with those that are not known: a filter that is misspelt must not give everything.
 */
export function readQuery<Schema extends z.ZodObject>(
  schema: Schema,
  req: Request,
): z.output<Schema> {
  const query = readInput(schema.strict(), parametersOf(req));
  return withPlainRefs(query as z.output<Schema>);
}
