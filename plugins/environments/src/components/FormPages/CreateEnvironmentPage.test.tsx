import { screen } from '@testing-library/react';
import {
  FakeEnvironmentsApi,
  httpError,
} from '../../__testUtils__/FakeEnvironmentsApi';
import { renderPage } from '../../__testUtils__/renderPage';

describe('CreateEnvironmentPage', () => {
  it('should say that the environments there are could not be loaded', async () => {
    const api = new FakeEnvironmentsApi();
    api.failure = httpError(502, 'The Git host did not answer');
    renderPage('/environments/new', { api });
    expect(
      await screen.findByText('Could not load the environments there are'),
    ).toBeInTheDocument();
    expect(screen.getByText('The Git host did not answer')).toBeInTheDocument();
  });

  it('should give the lines to copy where no repository is configured', async () => {
    const api = new FakeEnvironmentsApi();
    api.sources = [
      {
        id: 'environments-repository',
        title: 'Repository of environments',
        state: 'not-set-up',
        reason: null,
        since: null,
        missing: null,
        snippet: null,
        origin: 'live',
      },
    ];
    renderPage('/environments/new', { api });
    expect(
      await screen.findByText('Repository of environments is not set up'),
    ).toBeInTheDocument();
    expect(screen.getByText(/repo: platform/)).toBeInTheDocument();
  });
});
