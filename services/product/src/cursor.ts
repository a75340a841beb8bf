import { z } from 'zod/v4';

const cursorSchema = z.tuple([
  z
    .string()
    .max(220)
    .refine(name => !name.includes('\0')),
  z.uuid(),
]);

/** Where a page of a list ended: the last name and id. */
export type Place = z.output<typeof cursorSchema>;

/** A place as a text that a caller hands back. */
export function writeCursor(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** The place in a caller's text; `undefined` where it is none of ours. */
export function readCursor(text: string): Place | undefined {
  try {
    return cursorSchema.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
    );
  } catch {
    return undefined;
  }
}
