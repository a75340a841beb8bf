import type { ListPosition } from '../database/DeploymentStore';
import { readCursor, toCursor } from './cursor';
import { InvalidInputError } from './InvalidInputError';

/** What is on the timeline; of what is at the same time the first kind comes first. */
export const TIMELINE_KINDS = ['health', 'incident', 'deployment'] as const;

/** A kind of item on the timeline. */
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** Where an item stands on the timeline, which goes back in time. */
export interface TimelinePosition extends ListPosition {
  kind: TimelineKind;
}

function rank(kind: TimelineKind): number {
  return TIMELINE_KINDS.indexOf(kind);
}

/**
 * Whether one comes after another on the way back in time: it is older, or a later kind at the
 * same time. Those of one kind at one time are in the order of the database, which is not told
 * here; the health is in no database.
 */
export function isBefore(
  one: TimelinePosition,
  other: TimelinePosition,
): boolean {
  if (one.at !== other.at) return one.at < other.at;
  if (one.kind !== other.kind) return rank(one.kind) > rank(other.kind);
  return one.kind === 'health' && one.id < other.id;
}

/** Where the list of one kind goes on after an item of any kind. */
export function positionOf(
  kind: TimelineKind,
  after: TimelinePosition,
): ListPosition {
  if (kind === after.kind) return { at: after.at, id: after.id };
  const isStillToCome = rank(kind) > rank(after.kind);
  const atMs = Date.parse(after.at) + (isStillToCome ? 1 : 0);
  // No id is less than this: only what is older follows.
  return { at: new Date(atMs).toISOString(), id: '' };
}

/** A position as a cursor. */
export function toPosition({ at, kind, id }: TimelinePosition): string {
  return toCursor({ at, id: `${kind}~${id}` });
}

/** The position that a cursor names; undefined without one. */
export function readPosition(
  cursor: string | undefined,
): TimelinePosition | undefined {
  const found = readCursor(cursor);
  if (!found) return undefined;
  const [name, ...id] = found.id.split('~');
  const kind = TIMELINE_KINDS.find(known => known === name);
  if (!kind) {
    throw new InvalidInputError([
      { path: 'cursor', message: 'must be the cursor of an answer' },
    ]);
  }
  return { at: found.at, kind, id: id.join('~') };
}
