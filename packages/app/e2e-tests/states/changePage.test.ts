import type { ChangeRequest } from '@portico/plugin-environments-common';
import { aChange } from './aChange';
import { changed, expect, fails, letGoStale, never } from './forceState';
import { testStates } from './stateTable';

const CHANGE = /^\/api\/environments\/changes\/[^/]+$/;
const path = async (page: Parameters<typeof aChange>[0]) =>
  `/environments/changes/${(await aChange(page)).id}`;

testStates({ title: 'change', path }, [
  {
    state: 'loading',
    forced: [[CHANGE, never]],
    says: ['Loading this change'],
    silent: ['Still waiting', 'There is no such change'],
  },
  {
    state: 'loading for long',
    forced: [[CHANGE, never]],
    after: async page => {
      await expect(page.getByText('Loading this change')).toBeAttached();
      await page.clock.fastForward(11_000);
    },
    says: [
      'Still waiting for the portal. Nothing is lost; this page shows this change as soon as it answers.',
    ],
  },
  {
    state: 'not there',
    forced: [[CHANGE, fails(404, 'No such change')]],
    problems: [/^404 \/api\/environments\/changes\/[^/]+$/],
    says: [
      'There is no such change',
      "It may belong to people whose changes you can't see, or the address is not complete.",
    ],
    links: ['All environments'],
    silent: ['Could not load'],
  },
  {
    state: 'not allowed',
    forced: [[CHANGE, fails(403, 'Not yours to see')]],
    problems: [/^403 \/api\/environments\/changes\/[^/]+$/],
    says: [
      'You are not allowed to see this change',
      "It needs the permission environments.change.read. Whoever keeps the portal's permission policy can grant it; usually that is the platform team.",
      'The portal said: Not yours to see',
    ],
  },
  {
    state: 'source down',
    forced: [[CHANGE, fails(500, 'The database is gone')]],
    problems: [/^500 \/api\/environments\/changes\/[^/]+$/],
    says: ['Could not load this change', 'The database is gone'],
    buttons: ['Retry'],
    silent: ['There is no such change'],
  },
  {
    state: 'the price is not known',
    forced: [
      [
        CHANGE,
        changed<ChangeRequest>(real => ({
          ...real,
          estimate: { status: 'unavailable', reason: 'the price book is old' },
        })),
      ],
    ],
    says: ['Estimate unavailable', 'The price book is old.'],
    silent: [/\$\d[\d,.]* a month/],
  },
  {
    state: 'data',
    says: [/at least \$[\d,.]+ a month/, 'platform-approvers'],
    buttons: ['Withdraw: states-prod is not created'],
  },
  {
    state: 'stale',
    after: async page => {
      await expect(
        page.getByRole('button', { name: /^Withdraw/ }),
      ).toBeVisible();
      const { id } = await aChange(page);
      await letGoStale(
        page,
        `/api/environments/changes/${id}`,
        'The database is gone',
      );
    },
    problems: [/^502 \/api\/environments\/changes\/[^/]+$/],
    says: [
      /Showing what was known at \d\d:\d\d/,
      'The database is gone',
      'platform-approvers',
    ],
    buttons: ['Retry'],
  },
]);
