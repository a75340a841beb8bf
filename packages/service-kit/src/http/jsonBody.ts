import express, { type RequestHandler } from 'express';
import { BadRequestError } from '../errors/ServiceError';

const MOST_VALUES = 1_000;
const DEEPEST = 20;

/** Reads JSON up to a size; what is compressed is refused, so nothing can inflate. */
export function jsonBody(limitBytes: number): RequestHandler[] {
  return [
    express.json({ limit: limitBytes, inflate: false }),
    (request, _response, next) => {
      checkShape(request.body);
      next();
    },
  ];
}

/** Refuses bodies that are small in bytes and costly in shape. */
function checkShape(body: unknown): void {
  let values = 0;
  const open: Array<[unknown, number]> = [[body, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, depth] = next;
    if (typeof value !== 'object' || value === null) continue;
    if (Object.hasOwn(value, '__proto__')) {
      throw new BadRequestError('The body has a forbidden field.');
    }
    const inside = Object.values(value);
    values += inside.length;
    if (values > MOST_VALUES || depth > DEEPEST) {
      throw new BadRequestError('The body has too many or too deep fields.');
    }
    for (const item of inside) open.push([item, depth + 1]);
  }
}
