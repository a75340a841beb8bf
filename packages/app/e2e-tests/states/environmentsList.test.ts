import type { EnvironmentList } from '@portico/plugin-environments-common';
import {
  changed,
  expect,
  fails,
  letGoStale,
  never,
  unreachable,
} from './forceState';
import { testStates } from './stateTable';

const LIST = '/api/environments/environments';
const SOURCES = '/api/environments/sources';
const NOT_EMPTY =
  'This is not an empty list: what is there is not known right now.';

interface Sources {
  items: { id: string }[];
}

/** Says how the repository of the environments does; the other sources stay. */
const repository = (facts: object) =>
  changed<Sources>(({ items }) => ({
    items: items.map(item =>
      item.id === 'environments-repository' ? { ...item, ...facts } : item,
    ),
  }));

const none = (complete: boolean) =>
  changed<EnvironmentList>(() => ({ items: [], complete }));

testStates({ title: 'environments', path: '/environments' }, [
  {
    state: 'loading',
    forced: [[LIST, never]],
    says: ['Loading the environments'],
    silent: ['No environments yet', 'Still waiting'],
  },
  {
    state: 'loading for long',
    forced: [[LIST, never]],
    after: async page => {
      await expect(page.getByText('Loading the environments')).toBeAttached();
      await page.clock.fastForward(11_000);
    },
    says: [
      'Still waiting for the Git host. Nothing is lost; this page shows the environments as soon as it answers.',
    ],
  },
  {
    state: 'empty',
    forced: [[LIST, none(true)]],
    says: [
      'No environments yet',
      'An environment is a place where services run. You see its price and its plan before anything is created.',
    ],
    links: ['Create environment'],
    silent: ['Could not load', 'may not be complete'],
  },
  {
    state: 'not set up',
    forced: [
      [LIST, none(false)],
      [
        SOURCES,
        repository({
          state: 'not-set-up',
          reason: 'No repository is named.',
          snippet: 'environments:\n  repository:\n    host: github.com\n',
        }),
      ],
    ],
    says: [
      'Environments in Git is not set up',
      'No repository is named.',
      'Add this to app-config.yaml and start the portal again:',
      'environments:\n  repository:\n    host: github.com',
    ],
    buttons: ['Copy'],
    silent: ['No environments yet'],
  },
  {
    state: 'not allowed',
    forced: [[LIST, fails(403, 'Not yours to see')]],
    problems: [/^403 \/api\/environments\/environments$/],
    says: [
      'You are not allowed to see the environments',
      "It needs the permission environments.environment.read. Whoever keeps the portal's permission policy can grant it; usually that is the platform team.",
      'The portal said: Not yours to see',
    ],
    silent: ['No environments yet', NOT_EMPTY],
  },
  {
    state: 'source down',
    forced: [[LIST, fails(502, 'The Git host did not answer')]],
    problems: [/^502 \/api\/environments\/environments$/],
    says: [
      'Could not load the environments',
      'The Git host did not answer',
      NOT_EMPTY,
    ],
    buttons: ['Retry'],
    silent: ['No environments yet'],
  },
  {
    state: 'portal down',
    forced: [[LIST, unreachable]],
    problems: [
      /^net::ERR_CONNECTION_REFUSED \/api\/environments\/environments$/,
    ],
    says: [
      'Could not load the environments',
      'The portal did not answer.',
      NOT_EMPTY,
    ],
    buttons: ['Retry'],
  },
  {
    state: 'signed out',
    forced: [[LIST, fails(401, 'expired')]],
    problems: [/^401 \/api\/environments\/environments$/],
    says: ['Your sign-in has ended', 'Sign in again to see the environments.'],
    buttons: ['Sign in again', 'Retry'],
  },
  {
    state: 'not complete',
    forced: [
      [LIST, none(false)],
      [
        SOURCES,
        repository({
          state: 'down',
          reason: 'The Git host did not answer.',
          since: null,
        }),
      ],
    ],
    says: ['This list may not be complete', 'The Git host did not answer.'],
    silent: ['No environments yet'],
  },
  {
    state: 'data without a price',
    forced: [
      ['/api/environments/changes', changed(() => ({ items: [] }))],
      [
        LIST,
        changed<EnvironmentList>(({ items, complete }) => ({
          complete,
          items: items.map(item => ({
            ...item,
            estimate: item.spec && {
              status: 'unavailable',
              reason: 'The price book is too old',
            },
          })),
        })),
      ],
    ],
    says: ['prod', 'not known', 'no list price'],
    silent: [/\$\d/],
  },
  { state: 'data', says: ['prod', /at least \$[\d,.]+ a month/, 'sample'] },
  {
    state: 'stale',
    after: async page => {
      await expect(page.getByRole('row', { name: /^prod/ })).toBeVisible();
      await letGoStale(page, LIST, 'The Git host did not answer');
    },
    problems: [/^502 \/api\/environments\/environments$/],
    says: [
      /Showing what was known at \d\d:\d\d/,
      'The Git host did not answer',
      'prod',
    ],
    buttons: ['Retry'],
    silent: ['Could not load'],
  },
]);
