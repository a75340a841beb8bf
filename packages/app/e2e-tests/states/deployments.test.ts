import type { Matrix } from '@portico/plugin-deployments-common';
import { changed, expect, fails, letGoStale, never } from './forceState';
import { testStates, type StateRow } from './stateTable';

const MATRIX = '/api/deployments/matrix';
const DOWN = 'The database is gone';

const states: StateRow[] = [
  {
    state: 'loading',
    forced: [[MATRIX, never]],
    says: ['Loading the services'],
    silent: ['Still waiting', 'No deployment has been told yet'],
  },
  {
    state: 'loading for long',
    forced: [[MATRIX, never]],
    after: async page => {
      await expect(page.getByText('Loading the services')).toBeAttached();
      await page.clock.fastForward(11_000);
    },
    says: ['Still waiting for the deployments backend.'],
  },
  {
    state: 'empty',
    forced: [[MATRIX, changed<Matrix>(real => ({ ...real, items: [] }))]],
    says: [
      'No deployment has been told yet',
      'What you may not see is left out.',
      '/api/deployments/events',
    ],
    buttons: ['Copy'],
    silent: ['Delivery', 'not known right now'],
  },
  {
    state: 'not set up',
    forced: [[MATRIX, fails(404, 'No such plugin')]],
    problems: [/^404 \/api\/deployments\/matrix$/],
    says: [
      'Deployments are not set up',
      "backend.add(import('@portico/plugin-deployments-backend'));",
    ],
    buttons: ['Copy'],
    silent: ['No deployment has been told yet'],
  },
  {
    state: 'not allowed',
    forced: [[MATRIX, fails(403, 'Not yours to see')]],
    problems: [/^403 \/api\/deployments\/matrix$/],
    says: [
      'You are not allowed to see the services',
      "It needs the permission deployments.read. Whoever keeps the portal's permission policy can grant it; usually that is the platform team.",
      'The portal said: Not yours to see',
    ],
  },
  {
    state: 'backend down',
    forced: [[MATRIX, fails(500, DOWN)]],
    problems: [/^500 \/api\/deployments\/matrix$/],
    says: [
      'Could not load the services',
      DOWN,
      'This does not mean that there is nothing; it is not known right now.',
    ],
    buttons: ['Retry'],
    links: ['Connections'],
  },
  {
    state: 'nothing is known of what runs',
    forced: [
      [
        MATRIX,
        changed<Matrix>(real => ({
          ...real,
          items: real.items.slice(0, 1).map(item => ({
            ...item,
            cells: item.cells.slice(0, 1).map(cell => ({
              ...cell,
              version: null,
              deployedAt: null,
              health: null,
              clusters: [],
            })),
          })),
        })),
      ],
    ],
    says: ['1 service', 'version not known', 'Unknown', 'nothing told of it'],
    silent: ['Healthy'],
  },
  {
    state: 'data',
    says: ['order-service', 'payment-service', /\d+ services/],
    links: ['order-service'],
  },
  {
    state: 'stale',
    after: async page => {
      await expect(page.getByRole('table').first()).toBeVisible();
      await letGoStale(page, MATRIX, 'The database does not answer');
    },
    problems: [/^502 \/api\/deployments\/matrix$/],
    says: [
      /Showing what was known at \d\d:\d\d/,
      'The database does not answer',
      'order-service',
    ],
    buttons: ['Retry'],
  },
];

testStates(
  {
    title: 'deployments',
    path: '/deployments',
    within: page => page.getByRole('region', { name: 'Where everything runs' }),
  },
  states,
);
