import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import {
  FakeEnvironmentsApi,
  httpError,
} from '../../__testUtils__/FakeEnvironmentsApi';
import { aView } from '../../__testUtils__/aView';
import { renderElement } from '../../__testUtils__/renderPage';
import { EnvironmentCard } from './EnvironmentCard';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'dev' },
  spec: { type: 'environment', owner: 'group:default/platform' },
};

function open(api: FakeEnvironmentsApi) {
  renderElement(
    <EntityProvider entity={entity}>
      <EnvironmentCard />
    </EntityProvider>,
    '/environments',
    { api },
  );
}

describe('EnvironmentCard', () => {
  it('should show how the environment is and lead to its page', async () => {
    const api = new FakeEnvironmentsApi();
    api.environments = [aView({ origin: 'sample' })];
    open(api);
    expect(await screen.findByText('Ready')).toBeInTheDocument();
    expect(screen.getByText('sample')).toBeInTheDocument();
    expect(screen.getByText('at least $239.07 a month')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open the environment' }),
    ).toHaveAttribute('href', '/environments/dev');
  });

  it('should say that the portal does not know it', async () => {
    open(new FakeEnvironmentsApi());
    expect(
      await screen.findByText(/The portal knows no environment of this name/),
    ).toBeInTheDocument();
  });

  it('should fail alone', async () => {
    const api = new FakeEnvironmentsApi();
    api.failure = httpError(500, 'It broke');
    open(api);
    expect(
      await screen.findByText('Could not load this environment'),
    ).toBeInTheDocument();
  });
});
