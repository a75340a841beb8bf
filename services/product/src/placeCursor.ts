import { textCursor, type TextCursor } from '@portico/service-kit';
import { z } from 'zod/v4';

const placeSchema = z.tuple([
  z
    .string()
    .max(220)
    .refine(name => !name.includes('\0')),
  z.uuid(),
]);

/** Where a page of a list ended: the last name and id. */
export type Place = z.output<typeof placeSchema>;

/** A place as a text that a caller hands back. */
export const placeCursor: TextCursor<Place> = textCursor(placeSchema);
