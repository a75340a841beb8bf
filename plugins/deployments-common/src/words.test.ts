import { aDeployment } from './__testUtils__/aDeployment';
import { aHealth } from './__testUtils__/aHealth';
import { deploymentStatusSchema, type Deployment } from './Deployment';
import { HEALTH_WORST_FIRST, healthStateSchema } from './health';
import { matrixOf } from './matrix';
import {
  cellSentence,
  behindWords,
  deploymentStatusWord,
  deploymentTimelineStatus,
  deploymentTitle,
  healthLight,
  healthSentence,
  healthWord,
  overviewItems,
  readyWords,
} from './words';

describe('healthWord and healthLight', () => {
  it('should have a word and a light for each state', () => {
    expect(
      healthStateSchema.options.map(state => [
        state,
        healthWord(state),
        healthLight(state),
      ]),
    ).toEqual([
      ['healthy', 'Healthy', 'green'],
      ['rolling-out', 'Rolling out', 'blue'],
      ['degraded', 'Degraded', 'amber'],
      ['failing', 'Failing', 'red'],
      ['rollout-failing', 'Rollout failing', 'amber'],
      ['rollout-failed', 'Rollout failed', 'amber'],
      ['paused', 'Paused', 'grey'],
      ['scaled-to-zero', 'Scaled to zero', 'grey'],
      ['complete', 'Complete', 'green'],
      ['unknown', 'Unknown', 'grey'],
    ]);
  });

  it('should rank each state', () => {
    expect([...HEALTH_WORST_FIRST].sort()).toEqual(
      [...healthStateSchema.options].sort(),
    );
  });
});

describe('healthSentence', () => {
  it('should say why', () => {
    const reason =
      'Crash-loops: exit 137, 4 restarts; 0 of 2 ready, nothing serves.';
    expect(healthSentence(aHealth({ state: 'failing', reason }))).toBe(
      `Failing: ${reason}`,
    );
    expect(healthSentence(null)).toBe('Unknown: no cluster tells of it.');
  });
});

describe('cellSentence', () => {
  const cluster = {
    cluster: 'east',
    namespace: 'shop',
    source: { state: 'down' as const, reason: 'It has not answered.' },
    seenAt: null,
    health: null,
    lastLog: null,
    origin: 'live' as const,
  };

  it('should say which cluster could not be asked, and why', () => {
    expect([
      cellSentence({ health: null, clusters: [cluster] }),
      cellSentence({
        health: null,
        clusters: [{ ...cluster, source: { state: 'down', reason: null } }],
      }),
      cellSentence({ health: null, clusters: [] }),
      cellSentence({ health: aHealth(), clusters: [cluster] }),
    ]).toEqual([
      'Unknown: east: It has not answered.',
      'Unknown: east: it could not be asked.',
      'Unknown: no cluster tells of it.',
      healthSentence(aHealth()),
    ]);
  });
});

describe('readyWords', () => {
  it.each([
    [aHealth(), '3 of 3 ready'],
    [aHealth({ ready: 0 }), '0 of 3 ready'],
    [aHealth({ ready: null }), 'ready unknown'],
    [aHealth({ desired: null, ready: 0 }), ''],
    [null, 'ready unknown'],
  ])('should not take unknown for 0: %#', (health, words) => {
    expect(readyWords(health)).toBe(words);
  });
});

describe('deploymentTitle', () => {
  it.each<[Partial<Deployment>, string]>([
    [{}, 'Deployed 1.4.2 to prod'],
    [{ kind: 'rollback' }, 'Rolled back to 1.4.2 in prod'],
    [{ kind: 'redeploy' }, 'Deployed again 1.4.2 in prod'],
    [{ kind: 'remove' }, 'Removed from prod'],
    [{ finishedAt: null }, 'Deploy 1.4.2 to prod'],
    [{ version: null }, 'Deployed 4f2c9d1 to prod'],
    [{ version: null, commit: null }, 'Deployed an unnamed version to prod'],
  ])('should say what %j did', (overrides, title) => {
    expect(deploymentTitle(aDeployment(overrides))).toBe(title);
  });
});

describe('deploymentStatusWord', () => {
  it('should have a word and a mark on the timeline for each status', () => {
    expect(
      deploymentStatusSchema.options.map(status => [
        deploymentStatusWord(status),
        deploymentTimelineStatus(status),
      ]),
    ).toEqual([
      ['Queued', 'waiting'],
      ['Running', 'running'],
      ['Succeeded', 'succeeded'],
      ['Failed', 'failed'],
      ['Rolled back', 'warning'],
      ['Superseded', 'cancelled'],
    ]);
  });
});

describe('behindWords', () => {
  it.each([
    [2, 5, '2 deployments (5 commits) behind staging'],
    [1, 1, '1 deployment (1 commit) behind staging'],
    [1, null, '1 deployment behind staging'],
    [0, 0, 'same as staging'],
  ])('should say %d, %d', (deployments, commits, words) => {
    expect(behindWords({ environment: 'staging', deployments, commits })).toBe(
      words,
    );
  });

  it('should say nothing of what is not known', () => {
    expect(behindWords(null)).toBeNull();
  });
});

describe('overviewItems', () => {
  it('should put the worst first', () => {
    const states = ['healthy', 'failing', 'unknown'] as const;
    const { items } = matrixOf({
      deployments: [aDeployment({ environment: 'nowhere' })],
      sightings: states.map(state => ({
        entityRef: 'component:default/order-service',
        environment: state,
        cluster: 'east',
        namespace: null,
        source: { state: 'ok', reason: null },
        seenAt: null,
        health: aHealth({ state }),
        lastLog: null,
        origin: 'live',
      })),
      environments: [],
      asOf: '2026-11-25T11:00:00Z',
    });
    expect(
      overviewItems(items).map(({ environment, state }) => [
        environment,
        state,
      ]),
    ).toEqual([
      ['failing', 'failing'],
      ['nowhere', 'unknown'],
      ['unknown', 'unknown'],
      ['healthy', 'healthy'],
    ]);
  });
});
