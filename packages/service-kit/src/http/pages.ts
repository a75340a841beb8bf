import { z } from 'zod/v4';
import { BadRequestError } from '../errors/ServiceError';

/** How many items a page of a list has, as a query says it: 1 to 100, else 20. */
export const limitSchema = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(100))
  .default(20);

/** The query of a list that goes back from the newest by sequence numbers. */
export const sequencePageSchema = z
  .strictObject({
    cursor: z
      .string()
      .regex(/^\d{1,18}$/)
      // More than any sequence number.
      .default('9223372036854775807'),
    limit: limitSchema,
  })
  .transform(({ cursor, limit }) => ({ before: cursor, limit }));

/** A page that goes back from the newest: items older than a sequence number. */
export type SequencePage = z.output<typeof sequencePageSchema>;

/** A page of a list, with where the next one begins where there is another. */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
}

/** Makes a page of what was found, which is asked for with one more than the limit. */
export function toPage<T>(
  found: readonly T[],
  limit: number,
  cursorOf: (last: T) => string,
): Page<T> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return found.length > limit && last !== undefined
    ? { items, nextCursor: cursorOf(last) }
    : { items };
}

/** A place in a list as a text that a caller hands back unread. */
export interface TextCursor<T> {
  write(place: T): string;
  /** Throws a BadRequestError where the text is none of ours. */
  read(text: string): T;
}

/** Makes cursors of places that a schema describes. */
export function textCursor<T>(schema: z.ZodType<T>): TextCursor<T> {
  return {
    write: place => Buffer.from(JSON.stringify(place)).toString('base64url'),
    read: text => {
      try {
        const place = Buffer.from(text, 'base64url').toString('utf8');
        return schema.parse(JSON.parse(place));
      } catch {
        throw new BadRequestError("'cursor' is not one that a list has given.");
      }
    },
  };
}
