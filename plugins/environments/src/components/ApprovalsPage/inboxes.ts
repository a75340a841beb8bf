import {
  changeStateSchema,
  type ChangeListQuery,
  type ChangeSummary,
} from '@portico/plugin-environments-common';
import {
  requestsWords,
  waitingForYouWords,
  type RequestCount,
} from '../../form/requestCount';

/** A view of the inbox: what it asks for and how it speaks. */
export interface Inbox {
  id: 'waiting' | 'mine' | 'decided';
  label: string;
  /** What a number of them is called. */
  titleOf: (counted: RequestCount) => string;
  query: ChangeListQuery;
  /** Which of the answer belong here. */
  shows: (change: ChangeSummary) => boolean;
  emptyTitle: string;
  emptyText: string;
}

const all = () => true;

/** The views of the inbox, in their order. */
export const INBOXES: readonly Inbox[] = [
  {
    id: 'waiting',
    label: 'Waiting for you',
    titleOf: waitingForYouWords,
    query: { assignee: 'me' },
    shows: all,
    emptyTitle: 'Nothing waits for you',
    emptyText:
      'When somebody asks for a change that one of your groups has to agree to, it is here.',
  },
  {
    id: 'mine',
    label: 'Your requests',
    titleOf: counted => `${requestsWords(counted)} of yours, the newest first`,
    query: { requester: 'me' },
    shows: all,
    emptyTitle: 'You have asked for nothing yet',
    emptyText: 'What you ask for is here, with where it stands.',
  },
  {
    id: 'decided',
    label: 'Decided',
    titleOf: counted =>
      `${requestsWords(counted)} with an answer, the newest first`,
    query: {
      state: changeStateSchema.options.filter(
        state => state !== 'draft' && state !== 'pending-approval',
      ),
    },
    // What needed nobody's yes was not decided by anybody.
    shows: ({ approvals }) => approvals.length > 0,
    emptyTitle: 'Nothing was decided yet',
    emptyText:
      'Requests that you may see and that have had their answer are here.',
  },
];

/** The view that an address names; the first where it names none. */
export function inboxOf(name: string | null): Inbox {
  return INBOXES.find(({ id }) => id === name) ?? INBOXES[0];
}
