import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Loadable } from '../hooks/useLoadable';
import { Loaded } from './Loaded';

const onRetry = jest.fn();

function renderLoaded(loadable: Loadable<string>) {
  render(
    <Loaded
      loadable={loadable}
      what="the environments"
      waitingFor="the environments backend"
      access={{ permission: 'x.read', grantedBy: 'platform' }}
      onRetry={onRetry}
    >
      {value => <p>{value}</p>}
    </Loaded>,
  );
}

const at = new Date(2026, 10, 25, 10, 41).getTime();

describe('Loaded', () => {
  it('should show what is current without a word', () => {
    renderLoaded({ status: 'ready', value: 'prod', at });
    expect(screen.getByText('prod')).toBeVisible();
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('should say how old the last good data is, and why', async () => {
    const stale = new Error('The Git host did not answer');
    renderLoaded({ status: 'ready', value: 'prod', at, stale });
    expect(screen.getByText('prod')).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent(
      /Showing what was known at 10:41.*The Git host did not answer/,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });
});
