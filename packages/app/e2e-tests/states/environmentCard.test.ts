import type { EnvironmentView } from '@portico/plugin-environments-common';
import { changed, expect, fails, letGoStale, never } from './forceState';
import { testStates } from './stateTable';

const VIEW = '/api/environments/environments/prod';
const PATH = '/catalog/default/resource/prod';

testStates({ title: 'environment card', path: PATH }, [
  {
    state: 'loading',
    forced: [[VIEW, never]],
    says: ['Loading this environment'],
    silent: ['Still waiting'],
  },
  {
    state: 'not there',
    forced: [[VIEW, fails(404, 'No such environment')]],
    problems: [/^404 \/api\/environments\/environments\/prod$/],
    says: [
      'The portal knows no environment of this name. Its file may have been removed.',
    ],
  },
  {
    state: 'not allowed',
    forced: [[VIEW, fails(403, 'Not yours to see')]],
    problems: [/^403 \/api\/environments\/environments\/prod$/],
    says: [
      'You are not allowed to see this environment',
      "It needs the permission environments.environment.read. Whoever keeps the portal's permission policy can grant it; usually that is the platform team.",
    ],
  },
  {
    state: 'source down',
    forced: [[VIEW, fails(502, 'The Git host did not answer')]],
    problems: [/^502 \/api\/environments\/environments\/prod$/],
    says: ['Could not load this environment', 'The Git host did not answer'],
    buttons: ['Retry'],
    silent: ['The portal knows no environment'],
  },
  {
    state: 'the price is not known',
    forced: [
      [VIEW, changed<EnvironmentView>(real => ({ ...real, estimate: null }))],
    ],
    says: ['prod, us-west-2', 'not known'],
    silent: [/\$\d[\d,.]* a month/],
  },
  {
    state: 'data',
    says: ['prod, us-west-2', /at least \$[\d,.]+ a month/],
    links: ['Open the environment'],
  },
  {
    state: 'stale',
    after: async page => {
      await expect(
        page.getByRole('link', { name: 'Open the environment' }),
      ).toBeVisible();
      await letGoStale(page, VIEW, 'The Git host did not answer');
    },
    problems: [/^502 \/api\/environments\/environments\/prod$/],
    says: [
      /Showing what was known at \d\d:\d\d/,
      'The Git host did not answer',
      'prod, us-west-2',
    ],
    buttons: ['Retry'],
  },
]);
