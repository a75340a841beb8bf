import type { ClusterView } from '@portico/plugin-deployments-common';
import { aCell } from './__testUtils__/aCell';
import { healthAnswer, lastChangeAnswer, sinceAnswer } from './answers';

const NOW = new Date('2026-11-25T10:45:00Z');

const EAST = {
  cluster: 'east',
  namespace: 'shop',
  source: { state: 'down' as const, reason: 'It has not answered.' },
  seenAt: '2026-11-25T10:41:00Z',
  health: { ...aCell().health!, workloads: [] },
  origin: 'live' as const,
} as unknown as ClusterView;

describe('healthAnswer', () => {
  it('should say the state and why', () => {
    expect(healthAnswer(aCell(), NOW)).toEqual({
      tone: 'positive',
      text: 'Healthy',
      detail: '3 of 3 ready on 1.4.2.',
    });
    const health = {
      ...aCell().health!,
      state: 'failing' as const,
      reason: 'Crash-loops: exit 1, 4 restarts.',
    };
    expect(healthAnswer(aCell({ health }), NOW)).toEqual({
      tone: 'negative',
      text: 'Failing',
      detail: 'Crash-loops: exit 1, 4 restarts.',
    });
  });

  it('should not take for healthy what was healthy when it was last seen', () => {
    expect(healthAnswer(aCell({ health: null, clusters: [EAST] }), NOW)) //
      .toEqual({
        tone: 'quiet',
        text: 'Unknown',
        detail: 'east: It has not answered · Last seen healthy 4 minutes ago',
      });
  });

  it('should tell a service that nothing tells of', () => {
    expect([
      healthAnswer(null, NOW),
      healthAnswer(aCell({ health: null }), NOW),
    ]).toEqual([
      {
        tone: 'quiet',
        text: 'Unknown',
        detail: 'No cluster and no pipeline tells of it here.',
      },
      { tone: 'quiet', text: 'Unknown', detail: 'No cluster tells of it' },
    ]);
  });
});

describe('sinceAnswer', () => {
  it('should say since when, and not guess', () => {
    expect(sinceAnswer(aCell(), NOW)).toEqual({
      tone: 'quiet',
      text: expect.stringMatching(/^Since \d\d:06$/),
      detail: '39 minutes ago',
    });
    const unknown = { tone: 'quiet', text: 'Not known', detail: null };
    expect(sinceAnswer(null, NOW)).toEqual(unknown);
    expect(sinceAnswer(aCell({ health: null }), NOW)).toEqual(unknown);
  });
});

describe('lastChangeAnswer', () => {
  const failure = {
    deploymentId: 'cdevents:run-2',
    version: '1.5.0',
    failedAt: '2026-11-25T10:40:00Z',
  };

  it('should name what was deployed last, when and by whom', () => {
    expect(lastChangeAnswer(aCell(), NOW)).toEqual({
      tone: 'positive',
      text: 'Deployed 1.4.2',
      detail: '40 minutes ago · by grace',
    });
  });

  it('should name the failure that came since, and what goes on now', () => {
    expect(lastChangeAnswer(aCell({ lastFailure: failure }), NOW)).toEqual({
      tone: 'negative',
      text: 'Deploying 1.5.0 failed',
      detail: '5 minutes ago',
    });
    const underway = {
      deploymentId: 'cdevents:run-3',
      version: null,
      startedAt: null,
    };
    expect(
      lastChangeAnswer(aCell({ lastFailure: failure, underway }), NOW),
    ).toEqual({
      tone: 'active',
      text: 'Deploying a version without a name',
      detail: null,
    });
  });

  it('should name the one that is newest', () => {
    const underway = {
      deploymentId: 'cdevents:run-0',
      version: '1.4.3',
      startedAt: '2026-11-25T10:20:00Z',
    };
    expect(
      lastChangeAnswer(aCell({ lastFailure: failure, underway }), NOW).text,
    ).toBe('Deploying 1.5.0 failed');
  });

  it('should say that a change is not known, and what runs', () => {
    expect([
      lastChangeAnswer(null, NOW).detail,
      lastChangeAnswer(
        aCell({
          deploymentId: null,
          deployedAt: null,
          versionFrom: 'running',
        }),
        NOW,
      ),
    ]).toEqual([
      'No deployment was told of.',
      {
        tone: 'quiet',
        text: 'Not known',
        detail: '1.4.2 runs, and no deployment was told of.',
      },
    ]);
  });
});
