import { screen } from '@testing-library/react';
import { anIncident, ORDER } from '../../__testUtils__/aCell';
import {
  FakeDeploymentsApi,
  httpError,
} from '../../__testUtils__/FakeDeploymentsApi';
import { renderOnEntity } from '../../__testUtils__/renderPage';
import { IncidentsPanel } from './IncidentsPanel';

function open(api: FakeDeploymentsApi, environment: string | null = null) {
  return renderOnEntity(
    <IncidentsPanel entityRef={ORDER} environment={environment} />,
    '',
    { api },
  );
}

describe('IncidentsPanel', () => {
  it('should tell an incident that lasts from one that is over', async () => {
    const api = new FakeDeploymentsApi();
    api.incidents = [
      anIncident({
        id: 'a',
        title: 'Checkout answers 503',
        openedAt: new Date(Date.now() - 36 * 60_000).toISOString(),
        resolvedAt: null,
        source: {
          type: 'alertmanager',
          id: 'a',
          url: 'https://alerts.example/a',
        },
      }),
      anIncident({ id: 'b', deploymentId: 'x', origin: 'sample' }),
    ];
    open(api);
    const [lasting, over] = await screen.findAllByRole('listitem');
    expect(lasting).toHaveTextContent(
      /Checkout answers 503.*Lasts for 36 min.*prod.*linked to no deployment/,
    );
    expect(
      screen.getByRole('link', { name: 'Checkout answers 503' }),
    ).toHaveAttribute('href', 'https://alerts.example/a');
    expect(over).toHaveTextContent(
      /Orders fail.*sample.*Resolved after 30 min.*caused by a deployment/,
    );
  });

  it('should say that there was none, and where', async () => {
    open(new FakeDeploymentsApi(), 'prod');
    expect(
      await screen.findByText('No incident was told of this service in prod.'),
    ).toBeVisible();
  });

  it('should not say that there was none where it does not know', async () => {
    const api = new FakeDeploymentsApi();
    api.failure = httpError(502, 'away');
    open(api);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Could not load the incidents',
    );
    expect(screen.queryByText(/No incident/)).toBeNull();
  });
});
