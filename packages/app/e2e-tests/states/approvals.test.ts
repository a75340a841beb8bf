import type { ChangeList } from '@portico/plugin-environments-common';
import { aChange } from './aChange';
import {
  Answer,
  changed,
  expect,
  fails,
  letGoStale,
  never,
} from './forceState';
import { StateRow, testStates } from './stateTable';

const CHANGES = '/api/environments/changes';
const DOWN = 'The database is gone';

const none: Answer = changed<ChangeList>(() => ({ items: [] }));

/** The answer about Ada's own requests, in place of what was asked. */
const oneOfAdas =
  (change: (list: ChangeList) => ChangeList): Answer =>
  async route => {
    const url = new URL(route.request().url());
    url.search = '?requester=me&state=pending-approval&name=states-prod';
    const response = await route.fetch({ url: url.href });
    await route.fulfill({ response, json: change(await response.json()) });
  };

const same = oneOfAdas(list => list);

/** As the backend tells of a request that somebody has refused. */
const refused = oneOfAdas(({ items }) => ({
  items: items.map(item => ({
    ...item,
    state: 'rejected',
    stateReason: 'Too large for a trial',
  })),
}));

const unpriced = oneOfAdas(({ items }) => ({
  items: items.map(item => ({ ...item, monthly: null, monthlyBefore: null })),
}));

/** What all views have in common. */
const common: StateRow[] = [
  {
    state: 'loading',
    forced: [[CHANGES, never]],
    says: ['Loading the requests'],
    silent: ['Nothing waits for you', 'Still waiting'],
  },
  {
    state: 'not allowed',
    forced: [[CHANGES, fails(403, 'Not yours to see')]],
    problems: [/^403 \/api\/environments\/changes$/],
    says: [
      'You are not allowed to see the requests',
      "It needs the permission environments.change.read. Whoever keeps the portal's permission policy can grant it; usually that is the platform team.",
      'The portal said: Not yours to see',
    ],
  },
  {
    state: 'source down',
    forced: [[CHANGES, fails(500, DOWN)]],
    problems: [/^500 \/api\/environments\/changes$/],
    says: [
      'Could not load the requests',
      DOWN,
      'This is not an empty list: what is there is not known right now.',
    ],
    buttons: ['Retry'],
    silent: [
      'Nothing waits for you',
      'You have asked for nothing yet',
      'Nothing was decided yet',
    ],
  },
];

const view = (
  emptyTitle: string,
  emptyText: string,
  one: string,
  list: Answer = same,
): StateRow[] => [
  ...common,
  {
    state: 'empty',
    forced: [[CHANGES, none]],
    says: [emptyTitle, emptyText],
    links: ['All environments'],
    silent: ['Could not load'],
  },
  {
    state: 'data',
    before: async page => {
      await aChange(page);
    },
    forced: [[CHANGES, list]],
    says: [one, 'states-prod', /list price at least \$[\d,.]+ a month/],
  },
  {
    state: 'data without a price',
    forced: [[CHANGES, unpriced]],
    says: [one, 'states-prod', 'price not known'],
    silent: [/\$\d/],
  },
];

testStates({ title: 'approvals', path: '/environments/approvals' }, [
  ...view(
    'Nothing waits for you',
    'When somebody asks for a change that one of your groups has to agree to, it is here.',
    '1 request waits for you',
  ),
  {
    state: 'stale',
    forced: [[CHANGES, same]],
    after: async page => {
      await expect(page.getByText('1 request waits for you')).toBeVisible();
      await letGoStale(page, CHANGES, DOWN);
    },
    problems: [/^502 \/api\/environments\/changes$/],
    says: [/Showing what was known at \d\d:\d\d/, DOWN, 'states-prod'],
    buttons: ['Retry'],
  },
]);

testStates(
  { title: 'own requests', path: '/environments/approvals?show=mine' },
  view(
    'You have asked for nothing yet',
    'What you ask for is here, with where it stands.',
    '1 request of yours, the newest first',
  ),
);

testStates(
  { title: 'decided requests', path: '/environments/approvals?show=decided' },
  view(
    'Nothing was decided yet',
    'Requests that you may see and that have had their answer are here.',
    '1 request with an answer, the newest first',
    refused,
  ),
);
