import type { Page } from '@playwright/test';
import type { ValidPreview } from '@portico/plugin-environments-common';
import { changed, expect, fails, never, refuse } from './forceState';
import { notAllowed, notThere, sourceDown, view, VIEW } from './prod';
import { testStates } from './stateTable';

const PREVIEW = '/api/environments/preview';
const UNAVAILABLE = 'Estimate unavailable, approval required';

const path = '/environments/prod/change';

const panel = (page: Page) =>
  page.getByRole('complementary', { name: 'Price, policy and plan' });

testStates({ title: 'change form', path }, [
  {
    state: 'loading',
    forced: [[VIEW, never]],
    says: ['Loading this environment'],
    silent: ['Still waiting', 'There is no environment'],
  },
  {
    state: 'loading for long',
    forced: [[VIEW, never]],
    after: async page => {
      await expect(page.getByText('Loading this environment')).toBeAttached();
      await page.clock.fastForward(11_000);
    },
    says: ['Still waiting for the Git host.'],
  },
  {
    state: 'not there',
    ...notThere,
    says: [
      'There is no environment prod',
      'It may not be merged yet, have another name, or be gone.',
    ],
    links: ['All environments', 'Search for "prod"'],
  },
  {
    state: 'not allowed to ask',
    fresh: true,
    before: page => refuse(page, 'environments.change.create'),
    says: [
      'You are not allowed to ask for changes',
      'It needs the permission environments.change.create.',
    ],
  },
  { ...notAllowed, state: 'not allowed to see it', fresh: true },
  sourceDown,
  {
    state: 'locked by its file',
    forced: [
      [
        VIEW,
        view({ changeable: false, notChangeableReason: null, spec: null }),
      ],
    ],
    says: [
      "prod can't be changed now",
      'Its file can not be read. Mend it in Git.',
    ],
    links: ['Back to the environment'],
  },
  {
    state: 'data',
    says: [/at least \$[\d,.]+ a month/, 'Nothing differs from what is there'],
  },
]);

testStates({ title: 'preview of the change form', path, within: panel }, [
  {
    state: 'frozen',
    forced: [[PREVIEW, never]],
    after: async page => {
      await expect(panel(page)).toContainText('Loading price, plan and policy');
      await page.clock.fastForward(16_000);
    },
    says: [UNAVAILABLE, 'The portal has not answered for 15 s.'],
    buttons: ['Retry'],
    silent: [/\$\d/],
  },
  {
    state: 'failing',
    forced: [[PREVIEW, fails(500, 'The worker has stopped')]],
    problems: [/^500 \/api\/environments\/preview$/],
    says: [UNAVAILABLE, 'The worker has stopped.'],
    buttons: ['Retry'],
    silent: [/\$\d/],
  },
  {
    state: 'today has no price to compare with',
    forced: [
      [
        PREVIEW,
        changed<ValidPreview>(real => ({
          ...real,
          againstEstimate: {
            status: 'unavailable',
            reason: 'the price book is old',
          },
        })),
      ],
    ],
    says: [/at least \$[\d,.]+ a month/],
    silent: ['Compared with today', 'no change in price'],
  },
  {
    state: 'data',
    says: [
      /at least \$[\d,.]+ a month/,
      'Compared with today: no change in price',
    ],
  },
]);
