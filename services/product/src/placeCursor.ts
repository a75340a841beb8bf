import { textCursor, type TextCursor } from '@portico/service-kit';
import { z } from 'zod/v4';

const nameSchema = z
  .string()
  .max(220)
  .refine(name => !name.includes('\0'));

/** Where a page of a list ended: the last name and id. */
export interface Place {
  name: string;
  id: string;
}

/** Where a page of what words find ended: the last relevance, then name and id. */
export interface RankedPlace extends Place {
  rank: number;
}

/** A place by name as a text that a caller hands back. */
export const placeCursor: TextCursor<Place> = textCursor(
  z.strictObject({ name: nameSchema, id: z.uuid() }),
);

/** A place by relevance; the cursor of a list without words is none of these. */
export const rankedPlaceCursor: TextCursor<RankedPlace> = textCursor(
  z.strictObject({
    rank: z.number().min(0).max(1_000),
    name: nameSchema,
    id: z.uuid(),
  }),
);
