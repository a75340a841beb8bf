import { aDeployment } from './__testUtils__/aDeployment';
import { aHealth } from './__testUtils__/aHealth';
import { matrixSchema } from './api';
import type { Deployment } from './Deployment';
import { matrixOf, type Sighting } from './matrix';

const ORDER = 'component:default/order-service';

function deployed(
  number: number,
  version: string,
  overrides: Partial<Deployment> = {},
): Deployment {
  const day = `2026-11-${`${number}`.padStart(2, '0')}`;
  return aDeployment({
    source: {
      type: 'cdevents',
      id: `${overrides.environment ?? 'prod'}/${number}`,
      url: null,
    },
    version,
    commit: null,
    startedAt: `${day}T10:00:00Z`,
    finishedAt: `${day}T10:05:00Z`,
    ...overrides,
  });
}

function seen(overrides: Partial<Sighting> = {}): Sighting {
  return {
    entityRef: ORDER,
    environment: 'prod',
    cluster: 'east',
    namespace: 'shop',
    source: { state: 'ok', reason: null },
    seenAt: '2026-11-25T10:45:00Z',
    health: aHealth(),
    lastLog: null,
    origin: 'live',
    ...overrides,
  };
}

function matrix(deployments: Deployment[], sightings: Sighting[] = []) {
  const result = matrixOf({
    deployments,
    sightings,
    environments: ['dev', 'staging', 'prod'],
    asOf: '2026-11-25T11:00:00Z',
  });
  expect(matrixSchema.parse(result)).toEqual(result);
  return result;
}

function cell(deployments: Deployment[], sightings: Sighting[] = []) {
  return matrix(deployments, sightings).items[0].cells.at(-1)!;
}

describe('matrixOf', () => {
  it('should have the latest success only, though older ones are marked as one', () => {
    const { version, deployedAt, deployedBy, versionFrom } = cell([
      deployed(3, '1.5.0', { who: 'grace' }),
      deployed(1, '1.4.2'),
    ]);
    expect([version, deployedAt, deployedBy, versionFrom]).toEqual([
      '1.5.0',
      '2026-11-03T10:05:00Z',
      'grace',
      'history',
    ]);
  });

  it('should tell what is under way and what failed since', () => {
    const { version, underway, lastFailure } = cell([
      deployed(1, '1.4.2'),
      deployed(2, '1.5.0', {
        status: 'failed',
        finishedAt: null,
        failedAt: '2026-11-02T10:07:00Z',
      }),
      deployed(3, '1.5.1', { status: 'running', finishedAt: null }),
    ]);
    expect([version, underway?.version, lastFailure?.version]).toEqual([
      '1.4.2',
      '1.5.1',
      '1.5.0',
    ]);
  });

  it('should not take for the health of now what a cluster told before it was down', () => {
    const down = seen({
      source: { state: 'down', reason: 'It has not answered since 10:46.' },
    });
    const { health, clusters } = cell([], [down]);
    expect([health, clusters[0].health?.state]).toEqual([null, 'healthy']);
    expect(cell([], [down, seen({ cluster: 'west' })]).health).toEqual(
      expect.objectContaining({
        state: 'unknown',
        ready: null,
        notSeen: ['cluster east'],
      }),
    );
    const partly = seen({ source: { state: 'degraded', reason: 'No jobs.' } });
    expect(cell([], [partly]).health?.state).toBe('healthy');
  });

  it('should forget both once a newer one is a success', () => {
    const { underway, lastFailure } = cell([
      deployed(1, '1.4.2', { status: 'running', finishedAt: null }),
      deployed(2, '1.5.0', {
        status: 'failed',
        finishedAt: null,
        failedAt: '2026-11-02T10:07:00Z',
      }),
      deployed(3, '1.5.1'),
    ]);
    expect([underway, lastFailure]).toEqual([null, null]);
  });

  it('should name the running version where no deployment was told', () => {
    const { version, versionFrom, deployedAt, drift } = cell([], [seen()]);
    expect([version, versionFrom, deployedAt, drift.state]).toEqual([
      '1.4.2',
      'running',
      null,
      'unknown',
    ]);
  });

  it('should hand on what a failing pod wrote last', () => {
    const lastLog = {
      pod: 'order-service-6d5f9',
      lines: ['cannot open the database'],
      at: '2026-11-25T10:44:00Z',
    };
    const { clusters } = cell([], [seen({ lastLog })]);
    expect(clusters.map(one => one.lastLog)).toEqual([lastLog]);
  });

  it('should see drift and the health of each cluster', () => {
    const { drift, health, clusters } = cell(
      [deployed(3, '1.5.0')],
      [
        seen(),
        seen({
          cluster: 'west',
          health: null,
          seenAt: null,
          source: { state: 'down', reason: 'The cluster does not answer.' },
        }),
      ],
    );
    expect(health?.state).toBe('unknown');
    expect(drift.state).toBe('unknown');
    expect(clusters.map(({ cluster, source }) => [cluster, source.state])) //
      .toEqual([
        ['east', 'ok'],
        ['west', 'down'],
      ]);
    expect(cell([deployed(3, '1.5.0')], [seen()]).drift.state).toBe('drifted');
  });

  describe('behind', () => {
    const staging = (number: number, version: string, shas: string[] | null) =>
      deployed(number, version, {
        environment: 'staging',
        commits:
          shas?.map(sha => ({ sha, authoredAt: '2026-11-01T00:00:00Z' })) ??
          null,
      });
    const prod = deployed(9, '1.4.2');

    it('should count what came to the environment before since then', () => {
      expect(
        cell([
          staging(1, '1.4.2', []),
          staging(2, '1.5.0', ['aaaaaaa', 'bbbbbbb']),
          staging(3, '1.5.1', ['ccccccc']),
          prod,
        ]).behind,
      ).toEqual({ environment: 'staging', deployments: 2, commits: 3 });
    });

    it('should not make up commits that are not known', () => {
      expect(
        cell([staging(1, '1.4.2', []), staging(2, '1.5.0', null), prod]).behind,
      ).toEqual({ environment: 'staging', deployments: 1, commits: null });
    });

    it('should know when it is not behind, and when there is nothing to compare', () => {
      expect(cell([staging(1, '1.4.2', []), prod]).behind).toEqual({
        environment: 'staging',
        deployments: 0,
        commits: 0,
      });
      expect(cell([staging(1, '2.0.0', []), prod]).behind).toBeNull();
      expect(cell([prod]).behind).toBeNull();
      const back = { ...staging(3, '1.4.1', []), kind: 'rollback' as const };
      expect(
        cell([staging(1, '1.4.1', []), staging(2, '1.4.2', []), back, prod])
          .behind,
      ).toBeNull();
    });
  });

  it('should keep the order of the environments, and others after them', () => {
    const { environments, items } = matrix([
      deployed(1, '1', { environment: 'sandbox' }),
      deployed(2, '1', { environment: 'prod' }),
      deployed(3, '1', { environment: 'dev' }),
    ]);
    expect(environments).toEqual(['dev', 'staging', 'prod', 'sandbox']);
    expect(items[0].cells.map(({ environment }) => environment)).toEqual([
      'dev',
      'prod',
      'sandbox',
    ]);
  });

  it('should show what is invented only where there is nothing else', () => {
    const sample = deployed(9, '9.9.9', { origin: 'sample' });
    expect(cell([sample])).toEqual(
      expect.objectContaining({ version: '9.9.9', origin: 'sample' }),
    );
    expect(cell([sample, deployed(1, '1.4.2')])).toEqual(
      expect.objectContaining({ version: '1.4.2', origin: 'live' }),
    );
    expect(cell([deployed(1, '1.4.2')], [seen({ origin: 'emulated' })])) //
      .toEqual(expect.objectContaining({ origin: 'emulated' }));
  });

  it('should have no version where the component was removed', () => {
    const { version, deploymentId } = cell([
      deployed(1, '1.4.2'),
      deployed(2, '1.4.2', { kind: 'remove' }),
    ]);
    expect([version, deploymentId]).toEqual([null, null]);
  });
});
