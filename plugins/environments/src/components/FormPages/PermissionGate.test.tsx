import { screen } from '@testing-library/react';
import { FakeEnvironmentsApi } from '../../__testUtils__/FakeEnvironmentsApi';
import { aView } from '../../__testUtils__/aView';
import { renderPage } from '../../__testUtils__/renderPage';

// In a file of its own: answers about permissions are kept for a while.
describe('PermissionGate', () => {
  it('should say which permission a new environment needs', async () => {
    renderPage('/environments/new', { allowed: false });
    expect(
      await screen.findByText('You are not allowed to ask for environments'),
    ).toBeInTheDocument();
    expect(screen.getByText('environments.change.create')).toBeInTheDocument();
  });

  it('should say which permission a change needs', async () => {
    const api = new FakeEnvironmentsApi();
    api.environments = [aView()];
    renderPage('/environments/dev/change', { api, allowed: false });
    expect(
      await screen.findByText('You are not allowed to ask for changes'),
    ).toBeInTheDocument();
  });
});
