import { screen, within } from '@testing-library/react';
import { aCell } from '../../__testUtils__/aCell';
import {
  Actions,
  begin,
  openActions,
  PROD,
  type Shown,
} from '../../__testUtils__/promoteStage';
import { renderOnEntity } from '../../__testUtils__/renderPage';

describe('PromoteActions', () => {
  it('should have words to send to the owner where the reader may not do it', async () => {
    openActions({ access: 'denied' });
    const dialog = await begin('Ask checkout to promote 1.5.0 to prod');
    expect(screen.queryByRole('button', { name: /^Promote/ })).toBeNull();
    expect(dialog).toHaveTextContent('deployments.promote');
    expect(
      within(dialog).getByRole('region', { name: 'What to send' }),
    ).toHaveTextContent(
      /Please promote order-service 1\.5\.0 to prod\. It runs 1\.4\.2 now\./,
    );
    expect(
      within(dialog).getByRole('link', { name: 'checkout' }),
    ).toHaveAttribute('href', '/catalog/default/group/checkout');
  });

  it('should have words for going back, too', async () => {
    openActions({ access: 'denied', cell: PROD });
    const dialog = await begin('Ask checkout to roll back prod');
    expect(dialog).toHaveTextContent('Please roll back order-service in prod.');
  });

  it('should not call "not checked" a no', async () => {
    openActions({ access: 'unknown' });
    expect(
      await screen.findByText('Whether you may promote could not be checked.'),
    ).toBeVisible();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it.each<[string, Shown]>([
    ['while it is being checked', { access: 'checking' }],
    [
      'where there is nothing to do',
      { cell: aCell({ version: null, deployedAt: null }) },
    ],
  ])('should offer nothing %s', async (_, shown) => {
    renderOnEntity(
      <>
        <p>here</p>
        <Actions {...shown} />
      </>,
    );
    expect(await screen.findByText('here')).toBeVisible();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
