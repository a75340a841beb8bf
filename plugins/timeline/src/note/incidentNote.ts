import type { TimelineItem } from '@portico/plugin-timeline-common';
import type { LaneProblem, TimelineLane } from '@portico/plugin-timeline-react';
import { kindWords, laneNoun, STATUS_WORDS } from '../marks/words';
import { clockTime, dateTime, dayWords } from '../time/times';
import type { TimeWindow } from '../time/windowChoice';
import { plainText } from './markdown';

/** A lane as the note tells of it. */
export interface NoteLane {
  lane: Pick<TimelineLane, 'title'>;
  /** What the lane shows; undefined where it shows nothing because it is not known. */
  items: readonly TimelineItem[] | undefined;
  /** Whether there is more in the window than the items. */
  more: boolean;
  /** Why the lane could not be read, last. */
  problem: LaneProblem | undefined;
  /** When the items came. */
  loadedAt: number | undefined;
}

/** What an incident note is made of. */
export interface NoteFacts {
  /** What the timeline is about, such as "order-service". */
  subject: string;
  environment: string | undefined;
  window: TimeWindow;
  zone: string;
  lanes: readonly NoteLane[];
  now: number;
}

const UTC = 'UTC';

function heading({ subject, environment }: NoteFacts): string {
  const where =
    environment === undefined ? 'all environments' : plainText(environment);
  return `# Timeline of ${plainText(subject)}, ${where}`;
}

function windowLines({ window, zone, now }: NoteFacts): string[] {
  const inZone = (at: number) => dateTime(at, zone);
  const inUtc = (at: number) => dateTime(at, UTC);
  const utc = `${inUtc(window.from)} to ${inUtc(window.to)} UTC`;
  const window_ =
    zone === UTC
      ? utc
      : `${inZone(window.from)} to ${inZone(window.to)} (${plainText(
          zone,
        )}), which is ${utc}`;
  return [`- Window: ${window_}`, `- Written: ${inUtc(now)} UTC`];
}

function timeOf({ at, until }: TimelineItem): string {
  const start = Date.parse(at);
  const from = clockTime(start, UTC);
  if (until === undefined) return `${from} UTC`;
  const end = Date.parse(until);
  const to =
    dayWords(start, UTC) === dayWords(end, UTC)
      ? clockTime(end, UTC)
      : dateTime(end, UTC);
  return from === to ? `${from} UTC` : `${from} to ${to} UTC`;
}

function itemLine(item: TimelineItem): string {
  const { kind, title, status, origin } = item;
  const mark = origin === 'live' ? '' : ` (${origin})`;
  return `- ${[
    timeOf(item),
    plainText(kindWords(kind)),
    plainText(title),
    `${STATUS_WORDS[status]}${mark}`,
  ].join(' · ')}`;
}

/** The items by time, under the days in UTC. */
function itemLines(items: readonly TimelineItem[]): string[] {
  const sorted = [...items].sort(
    (one, other) => Date.parse(one.at) - Date.parse(other.at),
  );
  let day: string | undefined;
  return sorted.flatMap(item => {
    const own = dayWords(Date.parse(item.at), UTC);
    const lines = own === day ? [] : ['', `## ${own} (UTC)`, ''];
    day = own;
    return [...lines, itemLine(item)];
  });
}

function missingLines(lanes: readonly NoteLane[]): string[] {
  return lanes.flatMap(({ lane, items, more, problem, loadedAt }) => {
    const title = plainText(lane.title);
    if (items === undefined) {
      const why = problem
        ? `missing, could not be read: ${plainText(problem.message)}`
        : 'missing, was still being read';
      return [`- ${title}: ${why}`];
    }
    const lines: string[] = [];
    if (problem && loadedAt !== undefined) {
      lines.push(
        `- ${title}: as of ${dateTime(
          loadedAt,
          UTC,
        )} UTC; since then it could not be read: ${plainText(problem.message)}`,
      );
    }
    if (more) lines.push(`- ${title}: more happened than is listed here`);
    return lines;
  });
}

/** What is on the timeline as a note in Markdown, and what is missing from it. */
export function incidentNote(facts: NoteFacts): string {
  const { lanes } = facts;
  const items = lanes.flatMap(lane => lane.items ?? []);
  const empty = lanes
    .filter(lane => lane.items?.length === 0 && !lane.more)
    .map(({ lane }) => plainText(laneNoun(lane.title)));
  const missing = missingLines(lanes);
  return [
    heading(facts),
    '',
    ...windowLines(facts),
    ...itemLines(items),
    ...(empty.length > 0
      ? ['', `Nothing was reported of: ${empty.join(', ')}.`]
      : []),
    ...(missing.length > 0 ? ['', '## Not complete', '', ...missing] : []),
    '',
  ].join('\n');
}
