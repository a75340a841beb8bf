import type { TimelineItem } from '@portico/plugin-timeline-common';

/** An item of a timeline; a deployment where nothing else is said. */
export function anItem(overrides: Partial<TimelineItem> = {}): TimelineItem {
  return {
    id: 'deployment-1',
    at: '2026-11-25T10:42:00Z',
    kind: 'deployment',
    title: 'Deployed 1.5.0 to prod',
    status: 'succeeded',
    url: '/deployments/1',
    origin: 'live',
    ...overrides,
  };
}
