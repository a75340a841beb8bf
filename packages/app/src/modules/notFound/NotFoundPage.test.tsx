import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { notFoundModule } from './notFoundModule';

describe('NotFoundPage', () => {
  it('should name the address that leads nowhere and two ways on', async () => {
    renderTestApp({
      features: [notFoundModule],
      initialRouteEntries: ['/no/such/place?x=1'],
    });

    expect(
      await screen.findByRole('heading', { name: 'No door here' }),
    ).toBeVisible();
    expect(screen.getByText('/no/such/place')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Home' })).toHaveAttribute(
      'href',
      '/',
    );
    expect(screen.getByRole('link', { name: 'Search' })).toHaveAttribute(
      'href',
      '/search',
    );
  });
});
