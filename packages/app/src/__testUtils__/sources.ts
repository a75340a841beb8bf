import { SourceStatus } from '@portico/plugin-timeline-common';

/** A source that works, unless told otherwise. */
export function aSource(
  id: string,
  options: Partial<SourceStatus> = {},
): SourceStatus {
  return {
    id,
    title: id,
    state: 'ok',
    reason: null,
    since: null,
    missing: null,
    snippet: null,
    origin: 'live',
    ...options,
  };
}
