import type { EnvironmentView } from '@portico/plugin-environments-common';
import { changed, expect, letGoStale, never } from './forceState';
import { notAllowed, notThere, sourceDown, VIEW } from './prod';
import { testStates } from './stateTable';

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
    ...notThere,
    says: [
      'The portal knows no environment of this name. Its file may have been removed.',
    ],
  },
  notAllowed,
  sourceDown,
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
