import type { Page } from '@playwright/test';
import type {
  EnvironmentList,
  ValidPreview,
} from '@portico/plugin-environments-common';
import {
  Answer,
  changed,
  expect,
  fails,
  force,
  never,
  refuse,
  unreachable,
} from './forceState';
import { StateRow, testStates } from './stateTable';

const LIST = '/api/environments/environments';
const SOURCES = '/api/environments/sources';
const PREVIEW = '/api/environments/preview';
const UNAVAILABLE = 'Estimate unavailable, approval required';
const BUSY =
  'Many ask for prices right now. Yours is asked for again in a moment.';
const EARLIER = 'What is below belongs to an earlier edit.';
const AMOUNT = /\$\d/;

const path = '/environments/new';

const panel = (page: Page) =>
  page.getByRole('complementary', { name: 'Price, policy and plan' });

/** A form as somebody finds it who comes for the first time. */
const withoutDraft = async (page: Page) => {
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith('portico.environments.draft.')) {
        localStorage.removeItem(key);
      }
    }
  });
};

testStates({ title: 'create form', path }, [
  {
    state: 'loading',
    forced: [[LIST, never]],
    says: ['Loading the environments there are'],
    silent: ['Still waiting', 'Could not load'],
  },
  {
    state: 'loading for long',
    forced: [[LIST, never]],
    after: async page => {
      await expect(
        page.getByText('Loading the environments there are'),
      ).toBeAttached();
      await page.clock.fastForward(11_000);
    },
    says: [
      'Still waiting for the Git host. Nothing is lost; this page shows the environments there are as soon as it answers.',
    ],
  },
  {
    state: 'not set up',
    forced: [
      [
        SOURCES,
        changed<{ items: { id: string }[] }>(({ items }) => ({
          items: items.map(item =>
            item.id === 'environments-repository'
              ? { ...item, state: 'not-set-up', reason: null, snippet: null }
              : item,
          ),
        })),
      ],
    ],
    says: [
      'Environments in Git is not set up',
      'The files of the environments are kept in a Git repository. Until one is named there is nothing to show and nothing can be created.',
      'environments:\n  repository:\n    host: github.com\n    owner: acme\n    repo: platform',
    ],
    buttons: ['Copy'],
  },
  {
    state: 'not allowed to ask',
    fresh: true,
    before: page => refuse(page, 'environments.change.create'),
    says: [
      'You are not allowed to ask for environments',
      "It needs the permission environments.change.create. Whoever keeps the portal's permission policy can grant it; usually that is the platform team.",
    ],
    silent: ['Price'],
  },
  {
    state: 'not allowed to see the list',
    fresh: true,
    forced: [[LIST, fails(403, 'Not yours to see')]],
    problems: [/^403 \/api\/environments\/environments$/],
    says: [
      'You are not allowed to see the environments there are',
      'It needs the permission environments.environment.read.',
      'The portal said: Not yours to see',
    ],
  },
  {
    state: 'source down',
    forced: [[LIST, fails(502, 'The Git host did not answer')]],
    problems: [/^502 \/api\/environments\/environments$/],
    says: [
      'Could not load the environments there are',
      'The Git host did not answer',
    ],
    buttons: ['Retry'],
  },
  {
    state: 'permissions down',
    fresh: true,
    forced: [['/api/permission/authorize', fails(500, 'No policy answers')]],
    problems: [/^500 \/api\/permission\/authorize$/],
    says: ['Could not load your permissions'],
    buttons: ['Retry'],
    silent: ['You are not allowed'],
  },
  {
    state: 'no environment yet, which is where most begin',
    fresh: true,
    forced: [
      [LIST, changed<EnvironmentList>(() => ({ items: [], complete: true }))],
    ],
    says: [/at least \$[\d,.]+ a month/],
    silent: ['Could not load'],
  },
]);

/** Waits until the panel asks, and lets time go by. */
const wait = (ms: number, after?: string) => async (page: Page) => {
  await expect(panel(page)).toContainText(
    after ?? 'Loading price, plan and policy',
  );
  await page.clock.fastForward(ms);
};

/** The first answer is real, and the one after the next edit is not. */
const failsAfterEdit = (answer: Answer) => async (page: Page) => {
  await expect(panel(page)).toContainText(/at least \$[\d,.]+ a month/);
  await force(page, PREVIEW, answer);
  await page.getByText('Staging', { exact: true }).click();
};

const panelRows: StateRow[] = [
  {
    state: 'loading',
    forced: [[PREVIEW, never]],
    says: ['Loading price, plan and policy'],
    silent: [AMOUNT, UNAVAILABLE],
  },
  {
    state: 'slow',
    forced: [[PREVIEW, never]],
    after: wait(3_000),
    says: [
      'Still working it out.',
      'Request: who has to approve is not known yet',
    ],
    silent: [AMOUNT, UNAVAILABLE],
  },
  {
    state: 'frozen',
    forced: [[PREVIEW, never]],
    after: wait(16_000),
    says: [
      UNAVAILABLE,
      'The portal has not answered for 15 s.',
      'Request: somebody has to approve, because the price is not known',
    ],
    buttons: ['Retry'],
    silent: [AMOUNT, 'No approval needed', 'no approval needed'],
  },
  {
    state: 'failing',
    forced: [[PREVIEW, fails(500, 'The worker has stopped')]],
    problems: [/^500 \/api\/environments\/preview$/],
    says: [
      UNAVAILABLE,
      'The worker has stopped.',
      'Request: somebody has to approve, because the price is not known',
    ],
    buttons: ['Retry'],
    silent: [AMOUNT, 'no approval needed'],
  },
  {
    state: 'unreachable',
    forced: [[PREVIEW, unreachable]],
    problems: [/^net::ERR_CONNECTION_REFUSED \/api\/environments\/preview$/],
    says: [UNAVAILABLE, 'The portal did not answer.'],
    buttons: ['Retry'],
    silent: [AMOUNT],
  },
  {
    state: 'busy',
    forced: [[PREVIEW, fails(503, 'Busy')]],
    problems: [/^503 \/api\/environments\/preview$/],
    says: [BUSY],
    silent: [AMOUNT, 'no approval needed'],
  },
  {
    state: 'busy for too long',
    forced: [[PREVIEW, fails(503, 'Busy')]],
    after: wait(16_000, BUSY),
    problems: [/^503 \/api\/environments\/preview$/],
    says: [UNAVAILABLE, 'The portal has been too busy for 15 s.'],
    buttons: ['Retry'],
    silent: [AMOUNT, 'no approval needed', BUSY],
  },
  {
    state: 'no estimate could be made',
    forced: [
      [
        PREVIEW,
        changed<ValidPreview>(real => ({
          ...real,
          estimate: { status: 'unavailable', reason: 'the price book is old' },
          approvals: [
            {
              group: 'group:default/platform-approvers',
              reason: 'the price is not known',
            },
          ],
        })),
      ],
    ],
    says: [
      UNAVAILABLE,
      'The price book is old.',
      'Needs one person from platform-approvers, because the price is not known.',
    ],
    silent: ['no approval needed', 'No approval needed', 'a month, '],
  },
  {
    state: 'data',
    says: [
      /at least \$[\d,.]+ a month/,
      'List prices of',
      'Not in the total:',
      'Create (no approval needed)',
    ],
    silent: [UNAVAILABLE, EARLIER],
  },
  {
    state: 'stale: the last edit failed',
    after: failsAfterEdit(fails(500, 'The worker has stopped')),
    problems: [/^500 \/api\/environments\/preview$/],
    says: [
      UNAVAILABLE,
      'The worker has stopped.',
      EARLIER,
      'Request: somebody has to approve, because the price is not known',
    ],
    buttons: ['Retry'],
  },
  {
    state: 'stale: the last edit is worked out',
    after: async page => {
      await failsAfterEdit(never)(page);
      await page.clock.fastForward(3_000);
    },
    says: [`Still working it out. ${EARLIER}`],
    silent: [UNAVAILABLE],
  },
];

testStates(
  { title: 'preview of the create form', path, within: panel },
  panelRows.map(row => ({ ...row, before: withoutDraft })),
);
