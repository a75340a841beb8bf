import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aCell, aDeployment, aHealth, aRow } from '../../__testUtils__/aCell';
import {
  FakeDeploymentsApi,
  httpError,
} from '../../__testUtils__/FakeDeploymentsApi';
import { onPhone } from '../../__testUtils__/onPhone';
import { renderElement } from '../../__testUtils__/renderPage';
import { DeploymentsPage } from './DeploymentsPage';

const PAYMENT = 'component:default/payment-service';

const FAILING = aCell({
  health: aHealth({ state: 'failing', reason: '0 of 2 ready.' }),
});

function anApi() {
  const api = new FakeDeploymentsApi();
  api.rows = [aRow(), { entityRef: PAYMENT, cells: [FAILING] }];
  api.deployments = [
    aDeployment({ origin: 'sample' }),
    aDeployment({
      id: 'p',
      entityRef: PAYMENT,
      status: 'failed',
      finishedAt: null,
      failedAt: '2026-11-26T10:00:00Z',
      who: null,
    }),
  ];
  return api;
}

function open(api: FakeDeploymentsApi, search = '') {
  return renderElement(<DeploymentsPage />, `/deployments${search}`, { api });
}

describe('DeploymentsPage', () => {
  it('should have a row a service and a column an environment, in order', async () => {
    open(anApi());
    const table = await screen.findByRole('table');
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(header => header.textContent),
    ).toEqual(['Service', 'staging', 'prod']);
    const [, order, payment] = within(table).getAllByRole('row');
    expect(order).toHaveTextContent(
      /order-service.*1\.5\.0.*Healthy.*1\.4\.2.*Healthy.*2 deployments \(5 commits\) behind staging\./,
    );
    expect(payment).toHaveTextContent(
      /payment-service.*nothing told of it in staging.*1\.4\.2.*Failing.*0 of 2 ready\./,
    );
    expect(
      within(order).getByRole('link', { name: '1.4.2, order-service in prod' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/order-service/deployments?environment=prod',
    );
    expect(
      within(order).getByRole('link', { name: 'order-service' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/order-service/deployments',
    );
  });

  it('should not take an age or a version that it does not know for a small one', async () => {
    const api = anApi();
    api.rows = [
      aRow([
        aCell({
          version: null,
          deployedAt: null,
          health: null,
          clusters: [],
        }),
      ]),
    ];
    open(api);
    const table = await screen.findByRole('table');
    expect(within(table).getAllByRole('row')[1]).toHaveTextContent(
      /version not known.*age not known.*Unknown.*No cluster tells of it\./,
    );
  });

  it('should search, and keep it in the address', async () => {
    const page = open(anApi());
    await screen.findByRole('table');
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search services' }),
      'PAY',
    );
    await waitFor(() => expect(page.search()).toBe('?search=PAY'));
    expect(await screen.findByText('1 of 2 services')).toBeVisible();
    expect(screen.queryByRole('row', { name: /order-service/ })).toBeNull();
  });

  it('should show only problems where the address says so', async () => {
    const page = open(anApi(), '?problems=true');
    expect(await screen.findByText('1 of 2 services')).toBeVisible();
    const problems = screen.getByRole('switch', { name: 'Only problems' });
    expect(problems).toBeChecked();
    await userEvent.click(problems);
    expect(await screen.findByText('2 services')).toBeVisible();
    expect(page.search()).toBe('');
  });

  it('should not call it empty where the filter hides what there is', async () => {
    const api = anApi();
    api.rows = [aRow()];
    open(api, '?problems=true');
    expect(
      await screen.findByText('No service has a problem that is known of.'),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(await screen.findByRole('table')).toBeVisible();
  });

  it('should show the latest deployments of all services', async () => {
    const api = anApi();
    open(api);
    const latest = await screen.findByRole('region', {
      name: 'Latest deployments',
    });
    const items = await within(latest).findAllByRole('listitem');
    expect(items[0]).toHaveTextContent(
      /order-service.*sample.*Deployed 1\.4\.2 to prod.*Succeeded.*by ada/,
    );
    expect(items[1]).toHaveTextContent(
      /payment-service.*Deploy 1\.4\.2 to prod.*Failed.*who is not known/,
    );
    expect(api.queries).toEqual([{ limit: 10 }]);
  });

  it('should count the metrics of all services, in an environment that one can choose', async () => {
    const api = anApi();
    open(api);
    expect(await screen.findByText('17.4 %')).toBeVisible();
    expect(api.doraQueries[0]).toMatchObject({ entityRef: undefined });
    expect(screen.getByRole('button', { name: /Environment/ })).toBeVisible();
  });

  it('should say once that nothing was told, and how to tell', async () => {
    const api = new FakeDeploymentsApi();
    open(api);
    expect(
      await screen.findByText('No deployment has been told yet'),
    ).toBeVisible();
    expect(
      screen.getByText(/What you may not see is left out\./),
    ).toBeVisible();
    expect(screen.queryByText('DORA metrics')).toBeNull();
    expect(screen.queryByRole('searchbox')).toBeNull();
  });

  it.each([
    [401, 'Your sign-in has ended'],
    [403, 'You are not allowed to see the services'],
    [404, 'Deployments are not set up'],
    [502, 'Could not load the services'],
  ])('should have words of its own for %s', async (status, words) => {
    const api = anApi();
    api.failure = httpError(status, 'because');
    open(api);
    expect(await screen.findByText(words)).toBeVisible();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('should keep what it knew while the backend is away', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const api = anApi();
    open(api);
    await screen.findByRole('table');
    api.failure = httpError(502, 'the database is away');
    await act(async () => {
      await jest.advanceTimersByTimeAsync(10_000);
    });
    expect(
      (await screen.findAllByText(/Showing what was known at/))[0],
    ).toBeVisible();
    expect(screen.getByRole('table')).toBeVisible();
    jest.useRealTimers();
  });

  it('should be a list on a phone', async () => {
    const phone = onPhone();
    try {
      open(anApi());
      const link = await screen.findByRole('link', {
        name: '1.4.2, payment-service in prod',
      });
      expect(link.closest('li')).toHaveTextContent(
        /payment-service.*prod.*1\.4\.2.*Failing/,
      );
      expect(screen.queryByRole('table')).toBeNull();
    } finally {
      phone.leave();
    }
  });

  it('should ask for each part once', async () => {
    const api = anApi();
    open(api);
    await screen.findByText('17.4 %');
    await screen.findByText('Deployed 1.4.2 to prod');
    expect([...api.asked].sort()).toEqual([
      'deployments',
      'dora',
      'matrix',
      'sources',
    ]);
  });
});
