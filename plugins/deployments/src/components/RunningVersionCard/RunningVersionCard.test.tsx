import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FakeDeploymentsApi,
  httpError,
} from '../../__testUtils__/FakeDeploymentsApi';
import { aCell, aCluster, aHealth, aRow } from '../../__testUtils__/aCell';
import {
  aServiceCalled,
  renderOnEntity,
  type RenderOptions,
} from '../../__testUtils__/renderPage';
import { RunningVersionCard } from './RunningVersionCard';

const DAY_MS = 24 * 60 * 60 * 1_000;

function daysAgo(days: number) {
  return new Date(Date.now() - days * DAY_MS - 60_000).toISOString();
}

function open(
  rows: FakeDeploymentsApi['rows'],
  search = '',
  options: RenderOptions = {},
) {
  const api = new FakeDeploymentsApi();
  api.rows = rows;
  return renderOnEntity(<RunningVersionCard />, search, { api, ...options });
}

describe('RunningVersionCard', () => {
  it('should tell version, health, age and who, of each environment in order', async () => {
    open([
      aRow([
        aCell({ environment: 'staging', version: '1.5.0', origin: 'sample' }),
        aCell({
          deployedAt: daysAgo(3),
          behind: { environment: 'staging', deployments: 2, commits: 5 },
        }),
      ]),
    ]);
    const rows = await screen.findAllByRole('listitem');
    expect(rows[0]).toHaveTextContent(/staging.*sample.*Healthy.*1\.5\.0/);
    const prod = rows[1];
    expect(prod).toHaveTextContent(/prod.*Healthy.*1\.4\.2.*3 d.*by ada/);
    expect(
      within(prod).getByText('2 deployments (5 commits) behind staging.'),
    ).toBeVisible();
    expect(
      within(prod).getByLabelText(/^3 d ago, \d+ \w+ \d{4}, \d\d:\d\d$/),
    ).toHaveAttribute('datetime');
    expect(screen.getByRole('link', { name: 'History' })).toHaveAttribute(
      'href',
      '/catalog/default/component/order-service/deployments',
    );
  });

  it('should emphasise the environment that the page is about', async () => {
    open([aRow()], '?environment=prod');
    const rows = await screen.findAllByRole('listitem', { current: true });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toHaveTextContent(/^prod/);
  });

  it('should say that nothing is known of the environment that the page is about', async () => {
    open([aRow()], '?environment=dev');
    expect(
      await screen.findByText('Nothing is known of it in dev.'),
    ).toBeVisible();
    expect(screen.queryAllByRole('listitem', { current: true })).toEqual([]);
  });

  it('should say why something fails, and have its last lines folded', async () => {
    const reason = 'Crash-loops: exit 137, 4 restarts; 0 of 2 ready.';
    open([
      aRow([
        aCell({
          health: aHealth({ state: 'failing', reason }),
          clusters: [
            aCluster({
              lastLog: {
                pod: 'order-service-7d9',
                lines: ['starting', 'out of memory'],
                at: daysAgo(1),
              },
            }),
          ],
        }),
      ]),
    ]);
    expect(await screen.findByText(`Failing: ${reason}`)).toBeVisible();
    const fold = screen.getByText('Last lines of order-service-7d9, 1 d ago');
    const lines = screen.getByText(/out of memory/);
    expect(lines).not.toBeVisible();
    await userEvent.click(fold);
    expect(lines).toBeVisible();
  });

  it('should tell of drift, of a failure, of what is on its way and of what can’t be seen', async () => {
    open([
      aRow([
        aCell({
          drift: {
            state: 'drifted',
            reported: '1.4.2',
            running: ['1.4.1'],
            reason: '1.4.2 was reported, and 1.4.1 runs.',
          },
          underway: {
            deploymentId: 'a',
            version: '1.6.0',
            startedAt: daysAgo(0),
          },
          lastFailure: { deploymentId: 'b', version: '1.5.0', failedAt: null },
          clusters: [
            aCluster({
              cluster: 'east',
              source: { state: 'down', reason: 'it has not answered' },
              seenAt: daysAgo(2),
            }),
          ],
        }),
      ]),
    ]);
    const row = await screen.findByText('drift');
    expect(row).toBeVisible();
    for (const text of [
      '1.4.2 was reported, and 1.4.1 runs.',
      '1.6.0 is on its way, since 1 min.',
      '1.5.0 failed, and is not what runs.',
      'Cluster east can’t be seen: it has not answered. Last seen 2 d ago.',
    ]) {
      expect(screen.getByText(text)).toBeVisible();
    }
  });

  it('should not guess what it does not know', async () => {
    open([
      aRow([
        aCell({
          environment: 'a',
          version: null,
          deployedAt: null,
          health: null,
          clusters: [],
        }),
        aCell({ environment: 'b', deployedAt: null, deployedBy: null }),
        aCell({ environment: 'c', versionFrom: 'running' }),
      ]),
    ]);
    const [a, b, c] = await screen
      .findAllByRole('listitem', {
        name: '',
      })
      .then(items => items.filter(item => /^[abc]/.test(item.textContent!)));
    expect(a).toHaveTextContent(
      /Unknown.*version not known.*Unknown: no cluster tells of it\./,
    );
    expect(b).toHaveTextContent('since when is not known · who is not known');
    expect(c).toHaveTextContent('seen running; no deployment was told');
  });

  it('should say that nothing was told, and how to tell', async () => {
    open([]);
    expect(
      await screen.findByText('No deployment has been told yet'),
    ).toBeVisible();
    await userEvent.click(
      await screen.findByText('How a pipeline tells of one'),
    );
    const region = screen.getByRole('region', {
      name: 'How a pipeline tells of a deployment',
    });
    expect(region).toHaveTextContent(/\/api\/deployments\/events/);
    expect(region).toHaveTextContent(/"id": "order-service"/);
    expect(region).toHaveTextContent(/"id": "prod"/);
  });

  it('should not call hidden what is not there, nor the other way round', async () => {
    open([], '', {
      denied: ['deployments.read'],
      entity: aServiceCalled('hidden'),
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /You are not allowed to see the deployments of this service.*deployments\.read/,
    );
    expect(screen.queryByText(/No deployment has been told/)).toBeNull();
  });

  it('should say that it could not be checked what the reader may see', async () => {
    open([], '', {
      permissionFailure: new Error('policy is away'),
      entity: aServiceCalled('unchecked'),
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /It is not known whether there are deployments.*policy is away/,
    );
  });

  it.each([
    [401, 'Your sign-in has ended'],
    [403, 'You are not allowed to see which version runs'],
    [404, 'Deployments are not set up'],
    [429, 'Too many questions just now to load which version runs'],
    [502, 'Could not load which version runs'],
  ])('should have words of its own for %s', async (status, words) => {
    const api = new FakeDeploymentsApi();
    api.failure = httpError(status, 'because');
    renderOnEntity(<RunningVersionCard />, '', { api });
    expect(await screen.findByText(words)).toBeVisible();
    expect(screen.queryByRole('listitem')).toBeNull();
  });

  it('should load again when asked to', async () => {
    const api = new FakeDeploymentsApi();
    api.failure = httpError(502, 'the database is away');
    renderOnEntity(<RunningVersionCard />, '', { api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away.',
    );
    api.failure = undefined;
    api.rows = [aRow()];
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    // Sooner than it would ask by itself.
    expect(
      await screen.findByText('1.5.0', {}, { timeout: 3_000 }),
    ).toBeVisible();
  });

  it('should keep the last it knew, with the time and the reason', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const { api } = open([aRow()]);
    expect(await screen.findByText('1.5.0')).toBeVisible();
    api.failure = httpError(502, 'the database is away');
    await act(async () => {
      await jest.advanceTimersByTimeAsync(10_000);
    });
    expect(await screen.findByText(/Showing what was known at/)).toBeVisible();
    expect(screen.getByText('The database is away.')).toBeVisible();
    expect(screen.getByText('1.5.0')).toBeVisible();
    jest.useRealTimers();
  });

  it('should have one question for one card', async () => {
    const { api } = open([aRow()]);
    await screen.findByText('1.5.0');
    expect(api.asked).toEqual(['row component:default/order-service']);
  });

  it('should say what it waits for when it takes long', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const api = new FakeDeploymentsApi();
    api.gate = new Promise(() => {});
    renderOnEntity(<RunningVersionCard />, '', { api });
    const status = await screen.findByRole('status');
    expect(status).toHaveTextContent('Loading which version runs');
    expect(screen.queryByText(/Still waiting/)).toBeNull();
    await act(async () => {
      await jest.advanceTimersByTimeAsync(10_000);
    });
    expect(
      screen.getByText(/Still waiting for the deployments backend/),
    ).toBeVisible();
    jest.useRealTimers();
  });
});
