import { InputError } from '@backstage/errors';
import { z } from 'zod/v4';
import { TimelineBound } from '../../database/TimelineStore';

/** The sources of the timeline, in the order in which they stand at one moment. */
export const TIMELINE_SOURCES = ['environment', 'change', 'run'] as const;

/** A source of the timeline. */
export type TimelineSource = (typeof TIMELINE_SOURCES)[number];

const cursorSchema = z.discriminatedUnion('source', [
  z.object({
    source: z.literal('environment'),
    at: z.iso.datetime(),
    key: z.tuple([z.string().max(200)]),
  }),
  z.object({
    source: z.literal('change'),
    at: z.iso.datetime(),
    key: z.tuple([z.int().nonnegative()]),
  }),
  z.object({
    source: z.literal('run'),
    at: z.iso.datetime(),
    key: z.tuple([z.string().max(63), z.string().max(128)]),
  }),
]);

/** The last item of a page. */
export type TimelineCursor = z.infer<typeof cursorSchema>;

/** Reads where a page goes on; throws where this list has not given it. */
export function readCursor(cursor: string): TimelineCursor {
  try {
    const text = Buffer.from(cursor, 'base64url').toString('utf8');
    return cursorSchema.parse(JSON.parse(text));
  } catch {
    throw new InputError('cursor is not one that this timeline has given');
  }
}

/** Writes where a page goes on. */
export function writeCursor(cursor: TimelineCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Where a source goes on after the last item of a page, which may be of another one. */
export function boundOf(
  cursor: TimelineCursor | undefined,
  source: TimelineSource,
): TimelineBound | undefined {
  if (!cursor) return undefined;
  const { at, key } = cursor;
  if (cursor.source === source) return { at, rest: { after: key } };
  const isAhead =
    TIMELINE_SOURCES.indexOf(source) < TIMELINE_SOURCES.indexOf(cursor.source);
  return { at, rest: isAhead ? 'none' : 'all' };
}
