import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { errorOfAnswer } from '../../__testUtils__/answers';
import { aTemplate } from '../../__testUtils__/entities';
import { orders, renderHome } from './__testUtils__/renderHome';

function failingCatalog(error: unknown) {
  return catalogApiMock.mock({
    getEntities: jest.fn().mockRejectedValue(error),
  });
}

describe('HomePage', () => {
  it('should greet by the hour and link to each owned service', async () => {
    renderHome({ catalogApi: catalogApiMock({ entities: [orders] }) });

    expect(
      await screen.findByRole('heading', {
        level: 1,
        name: /^Good morning, Ada\./,
      }),
    ).toBeVisible();
    const services = screen.getByRole('region', { name: 'My services' });
    expect(
      await within(services).findByRole('link', { name: 'Orders' }),
    ).toHaveAttribute('href', '/catalog/default/component/order-service');
    expect(screen.getByText('Wednesday 25 November')).toBeVisible();
  });

  it('should show placeholders, and what they wait for after ten seconds', async () => {
    jest.useFakeTimers();
    try {
      const getEntities = () => new Promise<never>(() => {});
      renderHome({ catalogApi: catalogApiMock.mock({ getEntities }) });
      await act(async () => jest.advanceTimersByTime(9_000));

      expect(screen.getByText('Loading your services')).toBeInTheDocument();
      expect(screen.queryByText(/Still waiting/)).toBeNull();

      await act(async () => jest.advanceTimersByTime(2_000));
      expect(screen.getByText('Still waiting for the catalog.')).toBeVisible();
    } finally {
      jest.useRealTimers();
    }
  });

  it('should say why nothing is listed and offer one way on', async () => {
    renderHome({
      catalogApi: catalogApiMock({ entities: [] }),
      owns: [
        'user:default/margaret',
        'group:default/platform-approvers',
        'group:default/finops',
      ],
    });

    expect(
      await screen.findByText(
        'Your groups finops and platform-approvers own no service.',
      ),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'See all services' }),
    ).toHaveAttribute('href', '/catalog?filters[user]=all');
  });

  it('should give the reason of a failure and read again on request', async () => {
    const getEntities = jest
      .fn()
      .mockRejectedValueOnce(
        await errorOfAnswer(503, 'the catalog is starting'),
      )
      .mockResolvedValueOnce({ items: [orders] });
    renderHome({ catalogApi: catalogApiMock.mock({ getEntities }) });

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Could not read your services');
    expect(alert).toHaveTextContent('the catalog is starting');

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('link', { name: 'Orders' })).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('should name the missing permission and who grants it', async () => {
    renderHome({ catalogApi: failingCatalog(await errorOfAnswer(403, 'no')) });

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('You may not see your services');
    expect(alert).toHaveTextContent(
      'It takes the permission catalog.entity.read. Members of platform can grant it.',
    );
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('should say so when the portal does not answer', async () => {
    renderHome({
      catalogApi: failingCatalog(new TypeError('Failed to fetch')),
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The portal does not answer.',
    );
  });

  it('should offer a new service only where its template exists', async () => {
    renderHome({
      catalogApi: catalogApiMock({
        entities: [orders, aTemplate('new-service')],
      }),
    });

    expect(
      await screen.findByRole('link', { name: 'Create service' }),
    ).toHaveAttribute('href', '/create/templates/default/new-service');
    expect(
      screen.getByRole('link', { name: 'Create environment' }),
    ).toHaveAttribute('href', '/environments/new');
  });

  it('should not offer a new service without its template', async () => {
    renderHome({ catalogApi: catalogApiMock({ entities: [orders] }) });

    await screen.findByRole('link', { name: 'Orders' });
    expect(screen.queryByText('Create service')).toBeNull();
  });
});
