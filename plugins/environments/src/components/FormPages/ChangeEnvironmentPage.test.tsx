import { screen, waitFor } from '@testing-library/react';
import { anEstimate, aPlan, aPreview } from '../../__testUtils__/aPreview';
import { aSpec } from '../../__testUtils__/aSpec';
import { aView } from '../../__testUtils__/aView';
import { FakeEnvironmentsApi } from '../../__testUtils__/FakeEnvironmentsApi';
import { pressSubmit, userEvent } from '../../__testUtils__/formActions';
import { renderPage } from '../../__testUtils__/renderPage';

describe('ChangeEnvironmentPage', () => {
  afterEach(() => localStorage.clear());

  async function openChange(today = aSpec()) {
    const api = new FakeEnvironmentsApi();
    api.environments = [aView({ spec: today })];
    api.answer = ({ spec }) =>
      aPreview({
        estimate: anEstimate(
          JSON.stringify(spec).includes('"desired":3') ? '271.04' : '239.07',
        ),
        againstEstimate: anEstimate('239.07'),
        plan: aPlan({
          summary: { add: 0, change: 1, replace: 0, destroy: 0 },
        }),
      });
    const page = renderPage('/environments/dev/change', { api });
    await screen.findByText('at least $239.07 a month');
    return page;
  }

  it('should have nothing to send while nothing differs', async () => {
    await openChange();
    expect(
      screen.getByRole('button', { name: 'Change (no approval needed)' }),
    ).toBeDisabled();
    expect(
      screen.getByText(/so there is nothing to ask for/),
    ).toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveAttribute(
      'readonly',
    );
  });

  it('should show what differs and send the change itself', async () => {
    const page = await openChange();
    await userEvent.click(screen.getByRole('button', { name: /Cluster/ }));
    const desired = screen.getByRole('textbox', { name: 'Nodes at the start' });
    await userEvent.clear(desired);
    await userEvent.type(desired, '3');
    expect(
      await screen.findByText('Compared with today: +$31.97 a month'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('row', { name: 'Nodes at the start (general) 2 3' }),
    ).toBeInTheDocument();
    await pressSubmit();
    await waitFor(() =>
      expect(page.path()).toBe('/environments/changes/change-2'),
    );
    expect(page.api.requests).toMatchObject([{ kind: 'resize', name: 'dev' }]);
  });

  it('should keep the services of the edge, whatever else is changed', async () => {
    const services = [
      { name: 'user', paths: ['/v1/users', '/v1/keys'] },
      { name: 'order', paths: ['/v1/orders'] },
    ];
    const spec = aSpec();
    const { edge } = spec.spec;
    spec.spec.edge = edge && { ...edge, services };
    const page = await openChange(spec);
    await userEvent.click(
      screen.getByRole('button', { name: /Edge.*load balancer of 2 services/ }),
    );
    expect(
      screen.getByText(/^Leads by path to user, order/),
    ).toBeInTheDocument();
    const reachable = screen.getByRole('switch', {
      name: 'Reachable from the internet',
    });
    await userEvent.click(reachable);
    expect(screen.queryByText(/^Leads by path/)).not.toBeInTheDocument();
    await userEvent.click(reachable);
    expect(screen.getByText(/^Leads by path/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('switch', { name: 'Web firewall' }));
    await userEvent.click(screen.getByRole('button', { name: /Cluster/ }));
    const desired = screen.getByRole('textbox', { name: 'Nodes at the start' });
    await userEvent.clear(desired);
    await userEvent.type(desired, '3');
    await screen.findByText('Compared with today: +$31.97 a month');
    await pressSubmit();
    await waitFor(() => expect(page.api.requests).toHaveLength(1));
    expect(page.api.requests[0]).toMatchObject({
      spec: { spec: { edge: { services } } },
    });
    expect(page.api.requests[0]).not.toHaveProperty('spec.spec.edge.waf');
  });

  it('should ask for the name before data is lost', async () => {
    const { api } = await openChange();
    const [module] = aPlan().modules;
    api.answer = () =>
      aPreview({
        plan: aPlan({
          modules: [
            {
              ...module,
              resources: [
                {
                  address: 'aws_db_instance.db',
                  resourceType: 'aws_db_instance',
                  action: 'replace',
                  dataLoss: true,
                },
              ],
            },
          ],
        }),
      });
    await userEvent.click(screen.getByRole('button', { name: '7 days' }));
    expect(
      await screen.findByText(
        'Replaces the database: data is lost unless a snapshot is restored.',
      ),
    ).toBeInTheDocument();
    const send = screen.getByRole('button', { name: /no approval needed/ });
    expect(send).toBeDisabled();
    const field = screen.getByRole('textbox', { name: 'Type dev to go on' });
    await userEvent.type(field, 'de');
    expect(send).toBeDisabled();
    await userEvent.type(field, 'v');
    await waitFor(() => expect(send).toBeEnabled());
  });

  it('should say who holds the environment', async () => {
    const api = new FakeEnvironmentsApi();
    api.environments = [
      aView({
        openChange: {
          id: 'held',
          kind: 'resize',
          state: 'proposed',
          requestedBy: 'user:default/grace',
        },
      }),
    ];
    renderPage('/environments/dev/change', { api });
    expect(
      await screen.findByText(/grace has asked for a change/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'See that change' }),
    ).toHaveAttribute('href', '/environments/changes/held');
  });
});
