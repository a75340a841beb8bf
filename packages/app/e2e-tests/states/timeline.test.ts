import type { Page } from '@playwright/test';
import type { TimelineResponse } from '@portico/plugin-timeline-common';
import { changed, expect, fails, force, letGoStale, never } from './forceState';
import { testStates, type StateRow } from './stateTable';

const LANE = '/api/deployments/timeline';
const EVERY_LANE = /^\/api\/(deployments|environments)\/timeline$/;

/** One lane of the timeline; each has states of its own. */
const lane = (page: Page) =>
  page.getByRole('region', { name: 'Deployments', exact: true });

const quiet = changed<TimelineResponse>(() => ({ items: [] }));

const states: StateRow[] = [
  {
    state: 'loading',
    forced: [[EVERY_LANE, never]],
    says: ['Loading deployments'],
    silent: ['Still waiting', 'No deployments'],
  },
  {
    state: 'empty',
    forced: [[EVERY_LANE, quiet]],
    says: ['No deployments in these 7 days'],
    silent: ['not known right now'],
  },
  {
    state: 'not set up',
    forced: [[LANE, fails(404, 'No such plugin')]],
    problems: [/^404 \/api\/deployments\/timeline$/],
    says: [
      'Nobody tells of deployments here. The backend of plugin deployments is not installed, or has no timeline.',
    ],
    silent: ['No deployments in'],
  },
  {
    state: 'not allowed',
    forced: [[LANE, fails(403, 'Not yours to see')]],
    problems: [/^403 \/api\/deployments\/timeline$/],
    says: [
      "You are not allowed to see deployments. It needs the permission deployments.read. Whoever keeps the portal's permission policy can grant it; usually that is the platform team. The portal said: Not yours to see",
    ],
    silent: ['No deployments in'],
  },
  {
    state: 'one lane down, the other there',
    before: async page => {
      await force(page, EVERY_LANE, quiet);
      await force(page, LANE, fails(500, 'The database is gone.'));
    },
    after: async page => {
      await expect(
        page.getByText('No environment changes in these 7 days'),
      ).toBeVisible();
    },
    problems: [/^500 \/api\/deployments\/timeline$/],
    says: [
      'Could not read deployments from deployments: The database is gone. What happened is not known right now.',
    ],
    buttons: ['Retry'],
    silent: ['No deployments in'],
  },
  {
    state: 'data',
    after: async page => {
      await expect(
        lane(page).getByRole('toolbar', { name: /^Deployments/ }),
      ).toBeVisible();
    },
    says: ['Deployments'],
    silent: ['Loading', 'No deployments in', 'not known'],
  },
  {
    state: 'stale',
    after: async page => {
      await expect(
        lane(page).getByRole('toolbar', { name: /^Deployments/ }),
      ).toBeVisible();
      await letGoStale(page, LANE, 'The database does not answer');
    },
    problems: [/^502 \/api\/deployments\/timeline$/],
    says: [
      /Showing what was known at \d\d:\d\d/,
      'deployments: The database does not answer',
    ],
    buttons: ['Retry'],
  },
];

testStates(
  {
    title: 'timeline',
    path: '/catalog/default/component/user-service',
    within: lane,
  },
  states,
);
