import type { TimelineLane } from '@portico/plugin-timeline-react';

/** The lanes in the order in which they stand: by their place, those of one place by title. */
export function orderLanes(lanes: readonly TimelineLane[]): TimelineLane[] {
  return [...lanes].sort(
    (one, other) =>
      one.order - other.order || one.title.localeCompare(other.title, 'en'),
  );
}
