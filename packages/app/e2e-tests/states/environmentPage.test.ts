import type { ChangeList } from '@portico/plugin-environments-common';
import { changed, expect, fails, letGoStale, never } from './forceState';
import { notAllowed, notThere, sourceDown, view, VIEW } from './prod';
import { testStates } from './stateTable';

const CHANGES = '/api/environments/changes';
const RUNS = '/api/environments/environments/prod/pipeline-runs';

testStates({ title: 'environment', path: '/environments/prod' }, [
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
    says: [
      'Still waiting for the Git host. Nothing is lost; this page shows this environment as soon as it answers.',
    ],
  },
  {
    state: 'not there',
    ...notThere,
    says: [
      'There is no environment prod',
      'It may not be merged yet, have another name, or be destroyed.',
    ],
    links: ['All environments', 'Search for "prod"'],
    silent: ['Could not load'],
  },
  notAllowed,
  sourceDown,
  {
    state: 'no pipeline set up',
    forced: [
      [
        VIEW,
        view({ state: 'defined', origin: 'live', pipelineConnected: false }),
      ],
    ],
    says: [
      'Defined, never applied',
      'Its file is in Git, and no pipeline has reported for it. Whether anything runs is not known here.',
    ],
  },
  {
    state: 'a pipeline without runs, and no change',
    forced: [
      [VIEW, view({ pipelineConnected: true })],
      [RUNS, changed(() => ({ items: [] }))],
      [CHANGES, changed<ChangeList>(() => ({ items: [] }))],
    ],
    says: [
      'No pipeline has reported a run.',
      'No change that you may see. You see changes that you asked for, that your groups own, and that you are asked to approve.',
    ],
  },
  {
    state: 'runs and changes down',
    forced: [
      [VIEW, view({ pipelineConnected: true })],
      [RUNS, fails(500, 'The runs are gone')],
      [CHANGES, fails(500, 'The changes are gone')],
    ],
    problems: [
      /^500 \/api\/environments\/environments\/prod\/pipeline-runs$/,
      /^500 \/api\/environments\/changes$/,
    ],
    says: [
      "Could not load the pipeline's runs",
      'The runs are gone',
      'Could not load the changes',
      'The changes are gone',
    ],
    silent: ['No pipeline has reported a run.', 'No change that you may see'],
  },
  {
    state: 'the price is not known',
    forced: [[VIEW, view({ estimate: null })]],
    says: [
      'The list price is not known.',
      'The cost so far is not known: no bill is connected.',
    ],
    silent: [/\$\d[\d,.]* a month/],
  },
  {
    state: 'no estimate could be made',
    forced: [
      [
        VIEW,
        view({
          estimate: { status: 'unavailable', reason: 'the price book is old' },
        }),
      ],
    ],
    says: ['Estimate unavailable', 'The price book is old.'],
    silent: ['approval required', /\$\d[\d,.]* a month/],
  },
  {
    state: 'data',
    says: [
      'This is a sample',
      /at least \$[\d,.]+ a month/,
      'The cost so far is not known: no bill is connected.',
      'infra/environments/prod.yaml',
    ],
    links: ['infra/environments/prod.yaml'],
  },
  {
    state: 'stale',
    after: async page => {
      await expect(page.getByText('This is a sample')).toBeVisible();
      await letGoStale(page, VIEW, 'The Git host did not answer');
    },
    problems: [/^502 \/api\/environments\/environments\/prod$/],
    says: [
      /Showing what was known at \d\d:\d\d/,
      'The Git host did not answer',
      'This is a sample',
    ],
    buttons: ['Retry'],
    silent: ['Could not load'],
  },
]);
