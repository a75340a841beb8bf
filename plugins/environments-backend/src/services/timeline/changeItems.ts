import { changeTitle } from '@portico/plugin-environments-common';
import { TimelineItem, TimelineStatus } from '@portico/plugin-timeline-common';
import { TimelineEvent } from '../../database/TimelineStore';
import { PORTAL_ACTOR } from '../changeEvents';
import { personOf } from '../describeHolder';

interface StepWords {
  words: string;
  status: TimelineStatus;
}

/**
 * The steps of a change that move it on. Its runs tell of the applying themselves, and one
 * approval of several moves nothing.
 */
const STEPS: Readonly<Record<string, StepWords>> = {
  submit: { words: 'requested', status: 'waiting' },
  'submit-without-approval': { words: 'requested', status: 'info' },
  approve: { words: 'approved', status: 'succeeded' },
  'require-approval': { words: 'needs an approval', status: 'waiting' },
  reject: { words: 'rejected', status: 'cancelled' },
  withdraw: { words: 'withdrawn', status: 'cancelled' },
  expire: { words: 'expired without an approval', status: 'cancelled' },
  supersede: { words: 'superseded', status: 'cancelled' },
  propose: { words: 'pull request opened', status: 'info' },
  merge: { words: 'merged', status: 'succeeded' },
  close: { words: 'pull request closed without a merge', status: 'cancelled' },
};

/** The events that the timeline tells of. */
export const SHOWN_EVENTS: readonly string[] = Object.keys(STEPS);

function byWhom(actor: string): string {
  if (actor === PORTAL_ACTOR) return '';
  return ` by ${actor.includes(':') ? personOf(actor) : actor}`;
}

/** A step of a change on the timeline, such as "Create dev: approved by grace". */
export function changeItem(event: TimelineEvent): TimelineItem {
  const { id, at, actor, changeId, kind, environment: name } = event;
  const { words, status } = STEPS[event.event] ?? {
    words: event.event.replaceAll('-', ' '),
    status: 'unknown',
  };
  return {
    id: `change:${changeId}:${id}`,
    at,
    kind: 'change-request',
    title: `${changeTitle({ kind, name })}: ${words}${byWhom(actor)}`,
    status,
    url: `/environments/changes/${changeId}`,
    origin: 'live',
  };
}
