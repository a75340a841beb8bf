import type { SourceStatus } from '@portico/plugin-timeline-common';
import {
  type Answer,
  changed,
  expect,
  fails,
  force,
  never,
  saidAge,
  unreachable,
} from './forceState';
import { testStates, type StateRow } from './stateTable';

const SOURCES = '/api/environments/sources';
const EVERY_PLUGIN = /^\/api\/(environments|deployments)\/sources$/;
const SILENCE =
  /^net::ERR_CONNECTION_REFUSED \/api\/(environments|deployments)\/sources$/;

/** The other plugin has nothing to tell, so that a state is of one source alone. */
const QUIET: [string, Answer] = [
  '/api/deployments/sources',
  changed(() => ({ items: [] })),
];

/** The portal's own sources, of which one does otherwise. */
const withGitHost = (facts: Partial<SourceStatus>) =>
  changed<{ items: SourceStatus[] }>(({ items }) => ({
    items: items.map(item =>
      item.id === 'git-host' ? { ...item, ...facts } : item,
    ),
  }));

const states: StateRow[] = [
  {
    state: 'loading',
    forced: [[SOURCES, never]],
    says: ['Loading the connections'],
    silent: ['Still waiting', 'All well', 'No source is known.'],
  },
  {
    state: 'loading for long',
    forced: [[SOURCES, never]],
    after: async page => {
      await expect(page.getByText('Loading the connections')).toBeAttached();
      await page.clock.fastForward(11_000);
    },
    says: [
      'Still waiting for the plugins of the backend to tell of their sources.',
    ],
  },
  {
    state: 'empty',
    forced: [[SOURCES, changed(() => ({ items: [] }))]],
    says: ['No source is known.', 'No source. Asked at'],
    buttons: ['Ask again'],
    silent: ['All well'],
  },
  {
    state: 'not set up: the plugin is missing',
    forced: [[SOURCES, fails(404, 'No such plugin')]],
    problems: [/^404 \/api\/environments\/sources$/],
    says: [
      'Nothing is broken.',
      '1 source not set up',
      "This portal's backend has no plugin environments",
      'Missing: @portico/plugin-environments-backend. Members of platform can set it up.',
      "backend.add(import('@portico/plugin-environments-backend'));",
    ],
    buttons: ['Copy'],
    silent: ['All well'],
  },
  {
    state: 'not allowed to see the sources',
    forced: [[SOURCES, fails(403, 'Refused')]],
    problems: [/^403 \/api\/environments\/sources$/],
    says: [
      '1 source needs attention.',
      '1 source not allowed',
      'You may not see its sources',
      'Members of platform can grant it.',
    ],
  },
  {
    state: 'the portal may not reach a source',
    forced: [
      [
        SOURCES,
        withGitHost({
          state: 'not-allowed',
          reason: 'The token may not read acme/platform',
          missing: 'contents: read',
        }),
      ],
    ],
    says: [
      '1 source needs attention.',
      'The token may not read acme/platform',
      'Missing: contents: read. Members of platform can grant it.',
    ],
  },
  {
    state: 'source down',
    forced: [
      [SOURCES, withGitHost({ state: 'down', reason: 'It does not answer' })],
    ],
    says: [
      '1 source needs attention.',
      '1 source down',
      'Needs attention',
      'It does not answer · since',
    ],
    buttons: ['Test Git host'],
    silent: ['Nothing is broken.'],
  },
  {
    state: 'plugin down',
    forced: [[SOURCES, fails(500, 'The database is gone')]],
    problems: [/^500 \/api\/environments\/sources$/],
    says: [
      '1 source needs attention.',
      'It could not tell how its sources do: The database is gone',
    ],
  },
  {
    state: 'portal down',
    forced: [[EVERY_PLUGIN, unreachable]],
    problems: [SILENCE],
    says: ['Could not read the connections', 'The portal does not answer.'],
    buttons: ['Try again'],
    silent: ['No source is known.'],
  },
  {
    state: 'not known yet',
    forced: [[SOURCES, withGitHost({ state: 'unknown', reason: null })]],
    says: ['Nothing is known to be broken.', '1 unknown', 'Not known'],
    silent: ['All well', 'Nothing is broken.'],
  },
  {
    state: 'data',
    says: [
      'Nothing is broken.',
      '1 not set up',
      'No pipeline has reported a run',
      'Missing: A token with the permission environments.runs.report. Members of platform can set it up.',
      'Git host',
      'emulated',
    ],
  },
  {
    state: 'stale',
    after: async page => {
      await expect(page.getByText('Nothing is broken.')).toBeVisible();
      await force(page, EVERY_PLUGIN, unreachable);
      await page.clock.fastForward(3 * 60_000);
      const words = await page.getByRole('alert').textContent();
      expect(await saidAge(page, words ?? '')).toBeGreaterThanOrEqual(3);
    },
    problems: [SILENCE],
    says: [
      'Nothing is broken.',
      'Asked 3 minutes ago, at',
      'The portal could not be asked again. Showing what was known at',
      'The portal does not answer.',
    ],
  },
];

testStates(
  { title: 'connections', path: '/connections' },
  states.map(state => ({
    ...state,
    forced: [QUIET, ...(state.forced ?? [])],
  })),
);
