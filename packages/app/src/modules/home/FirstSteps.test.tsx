import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { orders, renderHome } from './__testUtils__/renderHome';

describe('FirstSteps', () => {
  const catalogApi = catalogApiMock({ entities: [orders] });

  it('should lead to the first service and mark what was done', async () => {
    renderHome({ catalogApi, stepsDone: ['docs'] });

    const steps = await screen.findByRole('region', { name: 'First steps' });
    await waitFor(() =>
      expect(
        within(steps).getByRole('link', { name: 'Look at a service' }),
      ).toHaveAttribute('href', '/catalog/default/component/order-service'),
    );
    expect(
      within(steps).getByRole('link', { name: 'Read how it works (done)' }),
    ).toHaveAttribute('href', '/docs/default/component/portico');
  });

  it('should offer five steps, in the order that teaches most', async () => {
    renderHome({ catalogApi });

    const steps = await screen.findByRole('region', { name: 'First steps' });
    expect(
      within(steps)
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual([
      'Look at a service',
      'Create an environment',
      'See how it all connects',
      'Read how it works',
      'Check the connections',
    ]);
  });

  it('should leave when it is hidden, and stay away', async () => {
    const { storage } = renderHome({ catalogApi });

    await userEvent.click(await screen.findByRole('button', { name: 'Hide' }));

    await waitFor(() =>
      expect(screen.queryByRole('region', { name: 'First steps' })).toBeNull(),
    );
    expect(
      storage.forBucket('portico-home').snapshot('first-steps-done').value,
    ).toEqual(['hidden']);
  });

  it('should stay away once it was hidden', async () => {
    renderHome({ catalogApi, stepsDone: ['hidden'] });

    await screen.findByRole('link', { name: 'Orders' });
    expect(screen.queryByRole('region', { name: 'First steps' })).toBeNull();
  });

  it('should not be there when all was done before', async () => {
    renderHome({
      catalogApi,
      stepsDone: ['service', 'graph', 'docs', 'environment', 'connections'],
    });

    await screen.findByRole('link', { name: 'Orders' });
    expect(screen.queryByRole('region', { name: 'First steps' })).toBeNull();
  });

  it('should remember a step that was taken', async () => {
    const { storage } = renderHome({ catalogApi });

    await userEvent.click(
      await screen.findByRole('link', { name: 'Read how it works' }),
    );

    await waitFor(() =>
      expect(
        storage.forBucket('portico-home').snapshot('first-steps-done').value,
      ).toEqual(['docs']),
    );
  });
});
