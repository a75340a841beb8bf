import { screen, within } from '@testing-library/react';
import {
  FakeEnvironmentsApi,
  httpError,
} from '../../__testUtils__/FakeEnvironmentsApi';
import { aSummary } from '../../__testUtils__/aView';
import { renderPage } from '../../__testUtils__/renderPage';

function open(path: string, prepare: (api: FakeEnvironmentsApi) => void) {
  const api = new FakeEnvironmentsApi();
  prepare(api);
  renderPage(path, { api });
}

describe('ApprovalsPage', () => {
  it('should show what waits, why the reader is asked, and until when', async () => {
    open('/environments/approvals', api => {
      api.waiting = [
        aSummary({
          id: 'a',
          kind: 'resize',
          name: 'shop-prod',
          monthlyBefore: '1178.03',
          requestedAt: new Date(Date.now() - 3 * 3_600_000).toISOString(),
          expiresAt: new Date(Date.now() + 6 * 24 * 3_600_000).toISOString(),
          comment: 'For the sale',
        }),
      ];
    });
    const list = await screen.findByRole('list', { name: 'Waiting for you' });
    expect(
      within(list).getByRole('link', { name: 'Resize shop-prod' }),
    ).toHaveAttribute('href', '/environments/changes/a');
    expect(
      within(list).getByText(
        'Needs one person from platform-approvers, because it is production.',
      ),
    ).toBeInTheDocument();
    expect(within(list).getByText('For the sale')).toBeInTheDocument();
    expect(
      within(list).getByText(
        'Asked by ada 3 hours ago · +$31.97 a month (at least $1,178.03, then at least $1,210.00) · expires in 6 days',
      ),
    ).toBeInTheDocument();
  });

  it('should say that nothing waits', async () => {
    open('/environments/approvals', () => undefined);
    expect(
      await screen.findByText('Nothing waits for you'),
    ).toBeInTheDocument();
  });

  it('should show what the reader asked for, at an address of its own', async () => {
    open('/environments/approvals?show=mine', api => {
      api.mine = [aSummary({ id: 'b', name: 'dev-ada', state: 'merged' })];
    });
    const list = await screen.findByRole('list', { name: 'Your requests' });
    expect(within(list).getByText('Merged')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Your requests' })).toHaveAttribute(
      'href',
      '/environments/approvals?show=mine',
    );
    expect(
      screen.getByRole('link', { name: 'Your requests', current: 'page' }),
    ).toBeInTheDocument();
  });

  it('should count as decided only what somebody had to decide', async () => {
    open('/environments/approvals?show=decided', api => {
      api.mine = [
        aSummary({ name: 'asked', state: 'rejected', stateReason: 'too dear' }),
        aSummary({ name: 'free', state: 'merged', approvals: [] }),
      ];
    });
    const list = await screen.findByRole('list', { name: 'Decided' });
    expect(within(list).getByText('Too dear.')).toBeInTheDocument();
    expect(within(list).getAllByRole('listitem')).toHaveLength(1);
  });

  it('should not say that nothing was decided where it has not looked at all', async () => {
    open('/environments/approvals?show=decided', api => {
      api.mine = [aSummary({ name: 'free', state: 'merged', approvals: [] })];
      api.cursor = 'next';
    });
    expect(
      await screen.findByText('Nothing among the newest requests'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'The newest one is looked at; older ones are on the pages of their environments.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByText('Nothing was decided yet'),
    ).not.toBeInTheDocument();
  });

  it('should not count what it has not looked at', async () => {
    open('/environments/approvals', api => {
      api.waiting = [aSummary({ id: 'a' }), aSummary({ id: 'b' })];
      api.cursor = 'next';
    });
    expect(
      await screen.findByText('2+ requests wait for you'),
    ).toBeInTheDocument();
  });

  it('should name the permission that is missing, and not call it empty', async () => {
    open('/environments/approvals', api => {
      api.failure = httpError(403, 'Not for you');
    });
    expect(
      await screen.findByText('environments.change.read'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Nothing waits/)).not.toBeInTheDocument();
  });

  it('should say that the sign-in has ended', async () => {
    open('/environments/approvals', api => {
      api.failure = httpError(401, 'expired');
    });
    expect(
      await screen.findByText('Your sign-in has ended'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Sign in again' }),
    ).toBeInTheDocument();
  });
});
