import type { EnvironmentList } from '@portico/plugin-environments-common';
import { changed, expect, fails, force, letGoStale, never } from './forceState';
import { testStates } from './stateTable';

const LIST = '/api/environments/environments';
const CHANGES = '/api/environments/changes';
const CATALOG = /^\/api\/catalog\/entities$/;

const none = (complete: boolean) =>
  changed<EnvironmentList>(() => ({ items: [], complete }));

/** Home shows a few alone, and other tests ask for many. */
const isOfTheStart = ({ name }: { name: string }) =>
  ['local', 'dev', 'staging', 'prod'].includes(name);
const onlyOfTheStart = changed<EnvironmentList>(list => ({
  ...list,
  items: list.items.filter(isOfTheStart),
}));

testStates({ title: 'home', path: '/' }, [
  {
    state: 'loading',
    forced: [
      [LIST, never],
      [CATALOG, never],
    ],
    says: [
      'Asking what needs you.',
      'Loading your services',
      'Loading the environments',
    ],
    silent: ['Nothing needs you.', 'Still waiting', 'no environment yet'],
  },
  {
    state: 'loading for long',
    forced: [
      [LIST, never],
      [CATALOG, never],
    ],
    after: async page => {
      await expect(page.getByText('Loading your services')).toBeAttached();
      await page.clock.fastForward(11_000);
    },
    says: [
      'Still waiting for the catalog.',
      'Still waiting for the environments backend.',
    ],
  },
  {
    state: 'empty',
    forced: [
      [LIST, none(true)],
      [CHANGES, changed(() => ({ items: [] }))],
      [CATALOG, changed(() => [])],
    ],
    says: [
      'Nothing needs you.',
      'Your group checkout owns no service.',
      'There is no environment yet.',
    ],
    links: ['See all services', 'Create the first'],
  },
  {
    state: 'not set up',
    forced: [[LIST, fails(404, 'No such plugin')]],
    problems: [/^404 \/api\/environments\/environments$/],
    says: [
      'Environments are not set up: add @portico/plugin-environments-backend to the backend.',
    ],
    silent: ['There is no environment yet.'],
  },
  {
    state: 'not allowed',
    forced: [
      [LIST, fails(403, 'Refused')],
      [CATALOG, fails(403, 'Refused')],
    ],
    problems: [
      /^403 \/api\/environments\/environments$/,
      /^403 \/api\/catalog\/entities$/,
    ],
    says: [
      'We could not ask what needs you.',
      'You may not see your services',
      'It takes the permission catalog.entity.read. Members of platform can grant it.',
      'You may not see the environments',
      'It takes the permission environments.environment.read. Members of platform can grant it.',
    ],
    silent: ['Nothing needs you.', 'owns no service'],
  },
  {
    state: 'source down',
    forced: [
      [LIST, fails(502, 'The Git host did not answer')],
      [CATALOG, fails(503, 'The catalog is starting')],
      [CHANGES, fails(500, 'The database is gone')],
    ],
    problems: [
      /^502 \/api\/environments\/environments$/,
      /^503 \/api\/catalog\/entities$/,
      /^500 \/api\/environments\/changes$/,
    ],
    says: [
      'We could not ask what needs you.',
      'We could not ask which changes need you',
      'The database is gone',
      'Could not read your services',
      'The catalog is starting',
      'Could not read the environments',
      'The Git host did not answer',
    ],
    buttons: ['Try again'],
    silent: ['Nothing needs you.', 'There is no environment yet.'],
  },
  {
    state: 'nothing read, and not complete',
    forced: [[LIST, none(false)]],
    says: [
      'We could not ask what needs you.',
      'No environment could be read: not every source answered.',
    ],
    buttons: ['Try again'],
    silent: ['There is no environment yet.'],
  },
  {
    state: 'data, and not complete',
    forced: [
      [
        LIST,
        changed<EnvironmentList>(({ items }) => ({
          items: items.filter(isOfTheStart),
          complete: false,
        })),
      ],
    ],
    says: ['prod', 'Some may be missing: not every source answered.'],
  },
  {
    state: 'data',
    forced: [[LIST, onlyOfTheStart]],
    says: ['Order', 'Payment', 'prod', 'local'],
  },
  {
    state: 'stale',
    forced: [[LIST, onlyOfTheStart]],
    after: async page => {
      await expect(page.getByRole('link', { name: 'prod' })).toBeVisible();
      await force(page, CHANGES, fails(500, 'The database is gone'));
      await page.clock.fastForward(6 * 60_000);
    },
    problems: [/^500 \/api\/environments\/changes$/],
    says: [
      'We could not ask which changes need you',
      'The database is gone',
      'prod',
    ],
    buttons: ['Try again'],
    silent: ['Nothing needs you.'],
  },
  {
    state: 'stale environments',
    forced: [[LIST, onlyOfTheStart]],
    after: async page => {
      await expect(page.getByRole('link', { name: 'prod' })).toBeVisible();
      await letGoStale(page, LIST, 'The Git host did not answer');
    },
    problems: [/^502 \/api\/environments\/environments$/],
    says: [
      'Showing what was known at',
      'The Git host did not answer',
      'prod',
      'We could not ask what needs you.',
    ],
    buttons: ['Try again'],
    silent: ['Nothing needs you.'],
  },
]);
