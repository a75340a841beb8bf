import fc from 'fast-check';
import { NAMES } from '../__testUtils__/names';
import type { EventReading } from './DeploymentChange';
import { foldChanges } from './foldChanges';
import { readGithubDeployment, readGithubEvent } from './github';
import { currentDeployment, historyOf } from './historyOf';

const SHA = '4f2c9d1e0b7a63528c1d9e4f0a7b6c5d4e3f2a1b';

function deployment(overrides: object = {}) {
  return {
    id: 7,
    sha: SHA,
    ref: 'v1.5.0',
    task: 'deploy',
    environment: 'production',
    created_at: '2026-11-25T10:00:00Z',
    creator: { login: 'ada' },
    payload: {},
    ...overrides,
  };
}

function status(state: string, created_at: string) {
  return { state, created_at, log_url: 'https://ci.example/7' };
}

function changesOf(reading: EventReading) {
  expect(reading.status).toBe('taken');
  return reading.status === 'taken' ? reading.changes : [];
}

function fold(statuses: object[], overrides: object = {}) {
  return foldChanges(
    changesOf(
      readGithubDeployment(
        {
          deployment: deployment(overrides),
          statuses,
          repository: 'acme/order',
        },
        NAMES,
        'live',
      ),
    ),
  );
}

describe('readGithubDeployment', () => {
  it('should take the time of the first success, however the statuses are ordered', () => {
    const statuses = [
      status('inactive', '2026-11-26T09:00:00Z'),
      status('success', '2026-11-25T12:00:00Z'),
      status('in_progress', '2026-11-25T10:01:00Z'),
      status('success', '2026-11-25T10:09:00Z'),
    ];
    const [record] = fold(statuses);
    expect(record).toEqual(
      expect.objectContaining({
        id: 'github:acme/order/deployments/7',
        startedAt: '2026-11-25T10:00:00.000Z',
        finishedAt: '2026-11-25T10:09:00.000Z',
        status: 'succeeded',
        version: 'v1.5.0',
        commit: SHA,
        who: 'ada',
      }),
    );
    expect(fold([...statuses].reverse())).toEqual([record]);
  });

  it.each([
    [['success', 'failure'], 'failed'],
    [['failure', 'success'], 'succeeded'],
    [['failure', 'in_progress'], 'running'],
    [['in_progress', 'error'], 'failed'],
    [['in_progress', 'inactive'], 'superseded'],
    [['pending'], 'queued'],
    [['in_progress'], 'running'],
    [[], 'queued'],
  ])('should come from %j to %s', (states, expected) => {
    const statuses = states.map((state, index) =>
      status(state, `2026-11-25T10:0${index + 1}:00Z`),
    );
    expect(fold(statuses)[0].status).toBe(expected);
  });

  it('should have one current deployment where GitHub has two successes (deployments#92)', () => {
    const records = [7, 8].flatMap(id =>
      fold([status('success', `2026-11-2${id - 2}T10:09:00Z`)], {
        id,
        ref: `v1.${id}.0`,
        sha: SHA.replace(/^4/, `${id}`),
        created_at: `2026-11-2${id - 2}T10:00:00Z`,
      }),
    );
    const history = historyOf(records);
    expect(history.map(one => one.status)).toEqual(['succeeded', 'succeeded']);
    expect(currentDeployment(history)?.version).toBe('v1.8.0');
    expect(currentDeployment([...history].reverse())?.version).toBe('v1.8.0');
  });

  it.each([
    [{ ref: 'main' }, null],
    [{ ref: 'refs/tags/v1.6.0' }, 'v1.6.0'],
    [{ payload: '{"version":"1.7.0"}' }, '1.7.0'],
    [{ payload: { version: '1.7.0' } }, '1.7.0'],
    [{ payload: 'no json', ref: null }, null],
  ])('should find the version in %j', (overrides, version) => {
    expect(fold([], overrides)[0].version).toBe(version);
  });

  it('should tell of each component of a repository', () => {
    const changes = changesOf(
      readGithubDeployment(
        { deployment: deployment(), statuses: [], repository: 'acme/shop' },
        NAMES,
        'live',
      ),
    );
    expect(foldChanges(changes).map(({ id, entityRef }) => [id, entityRef])) //
      .toEqual([
        [
          'github:acme/shop/deployments/7/default/order-service',
          'component:default/order-service',
        ],
        [
          'github:acme/shop/deployments/7/default/payment-service',
          'component:default/payment-service',
        ],
      ]);
  });

  it.each([
    ['an environment', { environment: 'pr-17' }, 'acme/order'],
    ['a component', {}, 'acme/nothing'],
    ['a deployment', { task: 'lock' }, 'acme/order'],
  ])('should leave what is not %s of ours', (_, overrides, repository) => {
    const input = {
      deployment: deployment(overrides),
      statuses: [],
      repository,
    };
    expect(readGithubDeployment(input, NAMES, 'live').status).toBe('not-ours');
  });
});

describe('readGithubEvent', () => {
  const repository = { full_name: 'acme/order' };

  it('should make the same of two webhooks as of the lists', () => {
    const success = status('success', '2026-11-25T10:09:00Z');
    const body = { deployment: deployment(), repository };
    const webhooks = [
      ['deployment', body],
      ['deployment_status', { ...body, deployment_status: success }],
    ].flatMap(([event, payload]) =>
      changesOf(readGithubEvent(event as string, payload, NAMES, 'live')),
    );
    expect(foldChanges(webhooks)).toEqual(fold([success]));
  });

  it.each([
    ['queued', null, 'queued'],
    ['in_progress', null, 'running'],
    ['completed', 'success', 'succeeded'],
    ['completed', 'timed_out', 'failed'],
    ['completed', 'cancelled', 'superseded'],
    ['completed', 'action_required', 'queued'],
  ])('should read a run that is %s (%s)', (state, conclusion, expected) => {
    const workflow_run = {
      id: 99,
      path: '.github/workflows/deploy.yaml@main',
      head_sha: SHA,
      head_branch: 'main',
      status: state,
      conclusion,
      created_at: '2026-11-25T10:00:00Z',
      run_started_at: '2026-11-25T10:00:10Z',
      updated_at: '2026-11-25T10:08:00Z',
      html_url: 'https://github.com/acme/order/actions/runs/99',
      actor: { login: 'ada' },
    };
    const changes = changesOf(
      readGithubEvent(
        'workflow_run',
        { workflow_run, repository },
        NAMES,
        'live',
      ),
    );
    const [record] = foldChanges(changes);
    expect([record.status, record.finishedAt, record.startedAt]).toEqual([
      expected,
      expected === 'succeeded' ? '2026-11-25T10:08:00.000Z' : null,
      '2026-11-25T10:00:10.000Z',
    ]);
    const other = { ...workflow_run, path: '.github/workflows/test.yaml' };
    expect(
      readGithubEvent(
        'workflow_run',
        { workflow_run: other, repository },
        NAMES,
        'live',
      ).status,
    ).toBe('not-ours');
  });

  it('should name the field that is not as it should be', () => {
    const body = { deployment: deployment({ sha: 'main' }), repository };
    expect(readGithubEvent('deployment', body, NAMES, 'live')).toEqual({
      status: 'invalid',
      issues: [expect.objectContaining({ path: 'deployment.sha' })],
    });
  });

  it('should leave other events', () => {
    expect(readGithubEvent('push', {}, NAMES, 'live').status).toBe('not-ours');
  });

  it('should survive whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('deployment', 'deployment_status', 'workflow_run', 'x'),
        fc.anything(),
        (event, body) => {
          const readings = [
            readGithubEvent(event, body, NAMES, 'live'),
            readGithubEvent(
              event,
              { deployment: body, workflow_run: body, repository },
              NAMES,
              'live',
            ),
          ];
          expect(readings.map(one => one.status)).not.toContain('taken');
        },
      ),
    );
  });
});
