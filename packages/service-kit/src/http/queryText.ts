import type { Request } from 'express';
import { BadRequestError } from '../errors/ServiceError';

const MOST_PARAMETERS = 100;

/** Reads a query in which every parameter is one text: no lists, no objects, none twice. */
export function parseQuery(query: string | undefined): Record<string, string> {
  // Without a prototype, so that no parameter can reach one.
  const values: Record<string, string> = Object.create(null);
  const parameters = [...new URLSearchParams(query ?? '')];
  if (parameters.length > MOST_PARAMETERS) {
    throw new BadRequestError('Too many query parameters.');
  }
  for (const [name, value] of parameters) {
    if (/[[\]]/.test(name)) {
      throw new BadRequestError('Query parameters are plain texts.');
    }
    if (name in values) {
      throw new BadRequestError('A query parameter is given twice.');
    }
    values[name] = value;
  }
  return values;
}

/** Refuses a bad query before any handler sees it. */
export function checkQuery(request: Request): void {
  // Express parses on each access: one is enough to find what is wrong.
  if (request.url.includes('?')) void request.query;
}
