import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FakeEnvironmentsApi,
  httpError,
} from '../../__testUtils__/FakeEnvironmentsApi';
import { mockApis } from '@backstage/frontend-test-utils';
import { renderPage } from '../../__testUtils__/renderPage';
import { aSummary, aView } from '../../__testUtils__/aView';

describe('EnvironmentsPage', () => {
  it('should list environments with state, price and where data is not real', async () => {
    const api = new FakeEnvironmentsApi();
    api.environments = [
      aView({ name: 'dev', state: 'defined' }),
      aView({ name: 'prod', class: 'prod', origin: 'sample' }),
    ];
    renderPage('/environments', { api });

    const row = await screen.findByRole('row', { name: /prod/ });
    expect(within(row).getByText('Ready')).toBeInTheDocument();
    expect(within(row).getByText('sample')).toBeInTheDocument();
    expect(
      within(row).getByText('at least $239.07 a month'),
    ).toBeInTheDocument();
    expect(screen.getByText('Defined, never applied')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Create environment' }),
    ).toHaveAttribute('href', '/environments/new');
  });

  it('should say what an empty list means and what to do', async () => {
    renderPage('/environments');
    expect(await screen.findByText('No environments yet')).toBeInTheDocument();
  });

  it('should not call a list empty that could not be read in full', async () => {
    const api = new FakeEnvironmentsApi();
    api.complete = false;
    api.sources = [
      {
        id: 'pipeline',
        title: 'Infrastructure pipeline',
        state: 'not-set-up',
        reason: 'No pipeline has reported',
        since: null,
        missing: null,
        snippet: null,
        origin: 'live',
      },
      {
        id: 'environments-repository',
        title: 'Environments in Git',
        state: 'down',
        reason: 'The Git host refused the token.',
        since: null,
        missing: null,
        snippet: null,
        origin: 'live',
      },
    ];
    renderPage('/environments', { api });
    expect(
      await screen.findByText('This list may not be complete'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('The Git host refused the token.'),
    ).toBeInTheDocument();
    // A pipeline that is not there is no reason to hide what is.
    expect(screen.queryByText(/is not set up/)).not.toBeInTheDocument();
    expect(screen.queryByText('No environments yet')).not.toBeInTheDocument();
  });

  it('should show what waits for the reader and what they asked for', async () => {
    const api = new FakeEnvironmentsApi();
    api.waiting = [aSummary({ id: 'a', name: 'shop-prod' })];
    api.mine = [aSummary({ id: 'b', name: 'dev-ada', state: 'merged' })];
    renderPage('/environments', { api });

    expect(
      await screen.findByText('1 request waits for you'),
    ).toBeInTheDocument();
    expect(screen.getByText('Create shop-prod.')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'See what waits' }),
    ).toHaveAttribute('href', '/environments/approvals');
    const mine = await screen.findByRole('list', { name: 'Your requests' });
    expect(within(mine).getByText('Merged')).toBeInTheDocument();
  });

  it('should have filters once there are many, and keep them in the address', async () => {
    const api = new FakeEnvironmentsApi();
    api.environments = Array.from({ length: 11 }, (_, index) =>
      aView({
        name: `env-${index}`,
        owner:
          index === 0 ? 'group:default/checkout' : 'group:default/platform',
      }),
    );
    const page = renderPage('/environments', { api });
    await screen.findByText('11 of 11 shown');
    await userEvent.click(screen.getByRole('switch', { name: 'Only mine' }));
    expect(await screen.findByText('1 of 11 shown')).toBeInTheDocument();
    expect(page.search()).toBe('?mine=true');
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(await screen.findByText('11 of 11 shown')).toBeInTheDocument();
  });

  it('should not call a list empty where filters hide what there is', async () => {
    const api = new FakeEnvironmentsApi();
    api.environments = [aView()];
    renderPage('/environments?class=prod', { api });
    expect(
      await screen.findByText('No environment fits these filters'),
    ).toBeInTheDocument();
    expect(screen.queryByText('No environments yet')).not.toBeInTheDocument();
  });

  it('should not say that nothing fits before it knows whose are whose', async () => {
    const api = new FakeEnvironmentsApi();
    api.environments = [aView({ owner: 'group:default/checkout' })];
    const identity = mockApis.identity();
    let tell = () => {};
    identity.getBackstageIdentity = () =>
      new Promise(resolve => {
        tell = () =>
          resolve({
            type: 'user',
            userEntityRef: 'user:default/ada',
            ownershipEntityRefs: ['group:default/checkout'],
          });
      });
    renderPage('/environments?mine=true', { api, identity });
    expect(await screen.findByText('Loading who you are')).toBeInTheDocument();
    expect(screen.queryByText(/No environment fits/)).not.toBeInTheDocument();
    expect(screen.queryByText(/of 1 shown/)).not.toBeInTheDocument();
    tell();
    expect(await screen.findByRole('row', { name: /dev/ })).toBeInTheDocument();
  });

  it('should say that it does not know who reads', async () => {
    const api = new FakeEnvironmentsApi();
    api.environments = [aView()];
    const identity = mockApis.identity();
    identity.getBackstageIdentity = async () => {
      throw new Error('gone');
    };
    renderPage('/environments?mine=true', { api, identity });
    expect(
      await screen.findByText('Which of these are yours is not known'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/No environment fits/)).not.toBeInTheDocument();
  });

  it('should tell a source that is down from nothing, and load again', async () => {
    const api = new FakeEnvironmentsApi();
    api.failure = httpError(502, 'The Git host did not answer');
    renderPage('/environments', { api });

    expect(
      await screen.findByText('Could not load the environments'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('"Waiting for you" could not be loaded'),
    ).toBeInTheDocument();

    api.failure = undefined;
    api.environments = [aView()];
    const [alert] = screen.getAllByRole('alert');
    await userEvent.click(within(alert).getByRole('button', { name: 'Retry' }));
    expect(await screen.findByRole('row', { name: /dev/ })).toBeInTheDocument();
  });

  it('should name the permission that is missing', async () => {
    const api = new FakeEnvironmentsApi();
    api.failure = httpError(403, 'Not for you');
    renderPage('/environments', { api });
    expect(
      await screen.findByText('You are not allowed to see the environments'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('environments.environment.read'),
    ).toBeInTheDocument();
  });

  it('should give the lines to copy where no repository is configured', async () => {
    const api = new FakeEnvironmentsApi();
    api.sources = [
      {
        id: 'environments-repository',
        title: 'Repository of environments',
        state: 'not-set-up',
        reason: 'No repository is configured.',
        since: null,
        missing: 'environments.repository',
        snippet: 'environments:\n  repository:\n    host: git.example.com\n',
        origin: 'live',
      },
    ];
    renderPage('/environments', { api });
    expect(
      await screen.findByText('Repository of environments is not set up'),
    ).toBeInTheDocument();
    expect(screen.getByText(/host: git.example.com/)).toBeInTheDocument();
    expect(screen.queryByText('No environments yet')).not.toBeInTheDocument();
  });

  it('should keep the last good data when a reload fails', async () => {
    const api = new FakeEnvironmentsApi();
    api.environments = [aView()];
    renderPage('/environments', { api });
    await screen.findByRole('row', { name: /dev/ });

    api.failure = new TypeError('fetch failed');
    document.dispatchEvent(new Event('visibilitychange'));
    const banners = await screen.findAllByText(/Showing what was known at/);
    expect(banners.length).toBeGreaterThan(0);
    expect(
      screen.getAllByText('The portal did not answer.').length,
    ).toBeGreaterThan(0);
    expect(screen.getByRole('row', { name: /dev/ })).toBeInTheDocument();
  });
});
