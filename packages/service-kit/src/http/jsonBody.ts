import express, { type Request, type Response } from 'express';
import {
  BadRequestError,
  TooLargeError,
  UnsupportedMediaTypeError,
} from '../errors/ServiceError';
import { unreadable } from '../errors/unreadable';

const MOST_VALUES = 1_000;
const DEEPEST = 20;

/** Reads JSON up to a size; what is compressed is refused, so nothing can inflate. */
export function jsonBody(limitBytes: number) {
  const read = express.json({ limit: limitBytes, inflate: false });
  return async (request: Request, response: Response): Promise<void> => {
    if (!hasBody(request)) return;
    await new Promise<void>((resolve, reject) => {
      read(request, response, error => {
        if (error === undefined) resolve();
        else reject(translate(error));
      });
    });
    checkShape(request.body);
  };
}

/** RFC 9112, section 6: one of these headers announces a body. */
export function hasBody({ headers }: Request): boolean {
  return (
    headers['content-length'] !== undefined ||
    headers['transfer-encoding'] !== undefined
  );
}

/** Tells the caller's faults by the status that Express gives its own errors. */
function translate(error: unknown): unknown {
  if (!(error instanceof Error) || !('status' in error)) return error;
  switch (error.status) {
    case 413:
      return new TooLargeError('The body is too large.');
    case 415:
      return new UnsupportedMediaTypeError(
        'Send plain JSON without a content encoding, in UTF-8.',
      );
    case 400:
      return unreadable();
    default:
      return error;
  }
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
