import { createHash } from 'node:crypto';
import { MAX_EDGE_PATH_DEPTH } from '@portico/plugin-environments-common';

/** Priorities of each depth of paths; a listener knows those from 1 to 50,000. */
const PER_DEPTH = 5_000;

function depthOf(path: string): number {
  return path.split('/').filter(Boolean).length;
}

function hashOf(path: string): number {
  return createHash('sha256').update(path).digest().readUInt32BE(0);
}

/**
 * Gives each path a priority, the deeper ones first, so that `/v1/orders/report` is asked
 * before `/v1/orders`. It is made of the path itself: another path beside it moves nothing.
 * Where two would have the same one, the later path of the list takes the next that is free.
 */
export function rulePriorities(
  paths: readonly string[],
): ReadonlyMap<string, number> {
  const taken = new Set<number>();
  return new Map(
    paths.map(path => {
      const first = (MAX_EDGE_PATH_DEPTH - depthOf(path)) * PER_DEPTH + 1;
      let place = hashOf(path) % PER_DEPTH;
      while (taken.has(first + place)) place = (place + 1) % PER_DEPTH;
      taken.add(first + place);
      return [path, first + place];
    }),
  );
}
