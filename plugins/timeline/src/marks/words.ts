import type {
  Origin,
  TimelineItem,
  TimelineStatus,
} from '@portico/plugin-timeline-common';

/** How an item ended, in a word. */
export const STATUS_WORDS: Readonly<Record<TimelineStatus, string>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  running: 'running',
  waiting: 'waiting',
  warning: 'warning',
  cancelled: 'cancelled',
  info: 'info',
  unknown: 'outcome unknown',
};

/** What deserves a look most comes first. */
const WORST_FIRST: readonly TimelineStatus[] = [
  'failed',
  'warning',
  'running',
  'waiting',
  'unknown',
  'cancelled',
  'info',
  'succeeded',
];

/** What is not of a real source, and what that means; live data has no mark. */
export const ORIGIN_MEANINGS: Readonly<
  Record<Exclude<Origin, 'live'>, string>
> = {
  sample: 'Invented data, never added to real figures',
  emulated: 'A server of the portal answers in place of the real one',
  simulated: 'The step was not executed',
};

/** The status among several that deserves a look most. */
export function worstStatus(
  statuses: readonly TimelineStatus[],
): TimelineStatus {
  return WORST_FIRST.find(status => statuses.includes(status)) ?? 'unknown';
}

/** A kind as words, such as "Pipeline run" for `pipeline-run`. */
export function kindWords(kind: string): string {
  const words = kind.replace(/[-_.]+/g, ' ').trim();
  return words === '' ? kind : words[0].toUpperCase() + words.slice(1);
}

/** What a lane shows in the middle of a sentence: "deployments", but "SLO burn". */
export function laneNoun(title: string): string {
  return /^.[^A-Z]/.test(title)
    ? title[0].toLowerCase() + title.slice(1)
    : title;
}

/** Several items in words, such as "4 deployments, 1 failed". */
export function gatheredWords(
  items: readonly TimelineItem[],
  title: string,
): string {
  const worst = worstStatus(items.map(({ status }) => status));
  const count = items.filter(({ status }) => status === worst).length;
  const all = `${items.length} ${laneNoun(title)}`;
  return ['succeeded', 'info'].includes(worst)
    ? all
    : `${all}, ${count} ${STATUS_WORDS[worst]}`;
}
