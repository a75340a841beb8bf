import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aCell,
  aCluster,
  aDeployment,
  aHealth,
  anIncident,
  aRow,
} from '../../__testUtils__/aCell';
import {
  FakeDeploymentsApi,
  httpError,
} from '../../__testUtils__/FakeDeploymentsApi';
import { aServiceCalled, renderOnEntity } from '../../__testUtils__/renderPage';
import { DeploymentsTab } from './DeploymentsTab';

function anApi() {
  const api = new FakeDeploymentsApi();
  api.rows = [aRow()];
  api.deployments = [
    aDeployment(),
    aDeployment({ id: 's', environment: 'staging', version: '1.5.0' }),
  ];
  api.incidents = [
    anIncident(),
    anIncident({ id: 's', environment: 'staging', title: 'Slow' }),
  ];
  return api;
}

function open(api: FakeDeploymentsApi, search = '') {
  return renderOnEntity(<DeploymentsTab />, search, { api });
}

const where = () => screen.findByRole('region', { name: 'Where it runs' });

describe('DeploymentsTab', () => {
  it('should tell of each cluster how many are ready, which versions serve and what restarted', async () => {
    const api = anApi();
    const health = aHealth({
      ready: 2,
      servingVersions: { '1.5.0': 1, '1.4.2': 2 },
      restarts: { count: 4, lastAt: null, lastReason: 'OOMKilled' },
    });
    api.rows = [
      aRow([
        aCell({
          clusters: [
            aCluster({ health }),
            aCluster({
              cluster: 'east',
              namespace: null,
              source: { state: 'not-allowed', reason: 'login refused' },
              seenAt: null,
              health: null,
            }),
            aCluster({ cluster: 'west', health: null }),
          ],
        }),
      ]),
    ];
    open(api);
    const clusters = await screen.findByRole('list', { name: 'Clusters' });
    expect(
      within(clusters)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'eks-prod / shop: 2 of 3 ready · 1.5.0 × 1, 1.4.2 × 2 · 4 restarts (OOMKilled)',
      'east: can’t be seen',
      'west / shop: nothing of it here',
    ]);
    expect(
      screen.getByText(
        'Cluster east can’t be seen: login refused. Never seen.',
      ),
    ).toBeVisible();
  });

  it('should be about one environment where the address names one', async () => {
    const api = anApi();
    open(api, '?environment=staging');
    const chosen = within(await where()).getByRole('listitem', {
      current: true,
    });
    expect(chosen).toHaveTextContent(/^staging/);
    const incidents = screen.getByRole('region', { name: 'Incidents' });
    expect(await within(incidents).findByText('Slow')).toBeVisible();
    expect(within(incidents).queryByText('Orders fail')).toBeNull();
    expect(api.queries).toMatchObject([{ environment: 'staging' }]);
    expect(api.doraQueries).toMatchObject([{ environment: 'staging' }]);
  });

  it('should change the environment of all its parts at once, and keep it in the address', async () => {
    const api = anApi();
    const page = open(api, '?cursor=second');
    await where();
    await userEvent.click(
      screen.getByRole('button', { name: /All environments/ }),
    );
    await userEvent.click(await screen.findByRole('option', { name: 'prod' }));
    await waitFor(() => expect(page.search()).toBe('?environment=prod'));
    await waitFor(() =>
      expect(api.queries.at(-1)).toMatchObject({
        environment: 'prod',
        cursor: undefined,
      }),
    );
    expect(
      within(await where()).getByRole('listitem', { current: true }),
    ).toHaveTextContent(/^prod/);
  });

  it('should offer to promote from where there is a next, and to go back', async () => {
    open(anApi());
    const region = await where();
    expect(
      await within(region).findByRole('button', {
        name: 'Promote to prod: 1.5.0',
      }),
    ).toBeVisible();
    expect(
      within(region).getByRole('button', { name: 'Roll back prod' }),
    ).toBeVisible();
    expect(
      within(region).getAllByRole('button', { name: /^Promote/ }),
    ).toHaveLength(1);
  });

  it('should say which sources do not tell', async () => {
    const api = anApi();
    const source = {
      id: 'github',
      title: 'GitHub',
      state: 'down' as const,
      reason: 'GitHub has not answered',
      since: null,
      missing: null,
      snippet: null,
      origin: 'live' as const,
    };
    api.sources = [
      source,
      {
        ...source,
        id: 'argo',
        title: 'Argo',
        state: 'not-set-up',
        reason: 'x',
      },
    ];
    open(api);
    expect(
      await screen.findByText('Some deployments may be missing'),
    ).toBeVisible();
    expect(screen.getByText('GitHub has not answered.')).toBeVisible();
  });

  it('should show one thing where nothing was told', async () => {
    const api = anApi();
    api.rows = [];
    open(api);
    expect(
      await screen.findByText('No deployment has been told yet'),
    ).toBeVisible();
    expect(
      await screen.findByRole('region', {
        name: 'How a pipeline tells of a deployment',
      }),
    ).toBeVisible();
    expect(screen.queryByText('DORA metrics')).toBeNull();
    expect(api.doraQueries).toEqual([]);
  });

  it('should not show figures of what the reader may not see', async () => {
    const api = anApi();
    api.rows = [];
    renderOnEntity(<DeploymentsTab />, '', {
      api,
      denied: ['deployments.read'],
      entity: aServiceCalled('hidden-tab'),
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You are not allowed to see the deployments of this service',
    );
    expect(api.doraQueries).toEqual([]);
  });

  it.each([
    [403, 'You are not allowed to see the deployments of this service'],
    [404, 'Deployments are not set up'],
    [502, 'Could not load the deployments of this service'],
  ])('should have words of its own for %s', async (status, words) => {
    const api = anApi();
    api.failure = httpError(status, 'because');
    open(api);
    expect(await screen.findByText(words)).toBeVisible();
  });
});
