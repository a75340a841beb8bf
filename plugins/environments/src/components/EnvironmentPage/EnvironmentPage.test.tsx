import { screen, within } from '@testing-library/react';
import { FakeEnvironmentsApi } from '../../__testUtils__/FakeEnvironmentsApi';
import { aSummary, aView } from '../../__testUtils__/aView';
import { renderPage } from '../../__testUtils__/renderPage';

function open(...overrides: Parameters<typeof aView>) {
  const api = new FakeEnvironmentsApi();
  const view = aView(...overrides);
  api.environments = [view];
  renderPage(`/environments/${view.name}`, { api });
  return api;
}

describe('EnvironmentPage', () => {
  it('should show state, price, file and the way to change it', async () => {
    open();
    expect(
      await screen.findByRole('heading', { name: 'dev' }),
    ).toBeInTheDocument();
    expect(await screen.findByText('Ready')).toBeInTheDocument();
    expect(screen.getByText('14d after it is created')).toBeInTheDocument();
    expect(screen.getByText('at least $239.07 a month')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Resize' })).toHaveAttribute(
      'href',
      '/environments/dev/change',
    );
    expect(screen.getByRole('link', { name: 'File in Git' })).toHaveAttribute(
      'href',
      'https://git.example.com/acme/platform/blob/main/dev.yaml',
    );
    expect(
      screen.getByRole('region', { name: 'Content of dev.yaml' }),
    ).toHaveTextContent('kind: Environment');
    expect(
      await screen.findByText('No pipeline has reported a run.'),
    ).toBeInTheDocument();
  });

  it('should explain an environment that nothing was reported for', async () => {
    open({
      state: 'defined',
      stateReason: 'No pipeline has reported for it',
      pipelineConnected: false,
    });
    expect(
      await screen.findByText(/no pipeline has reported for it/),
    ).toBeInTheDocument();
  });

  it('should say what the running processes are and that they stay', async () => {
    open({
      name: 'local',
      class: null,
      region: null,
      spec: null,
      estimate: null,
      source: null,
      changeable: false,
      notChangeableReason:
        'It is the running processes on this machine; it has no file.',
    });
    expect(
      await screen.findByText(/The processes that run on this machine/),
    ).toHaveTextContent(/no list price and no pipeline/);
    expect(
      screen.queryByRole('button', { name: 'Resize' }),
    ).not.toBeInTheDocument();
    expect(screen.queryByText('Expires')).not.toBeInTheDocument();
  });

  it('should lead to the change that holds it, and to those before', async () => {
    const api = open({
      openChange: {
        id: 'held',
        kind: 'resize',
        state: 'proposed',
        requestedBy: 'user:default/ada',
      },
    });
    api.mine = [aSummary({ id: 'old', kind: 'create', state: 'applied' })];
    expect(
      await screen.findByText('Resize dev: pull request open'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'See the change' }),
    ).toHaveAttribute('href', '/environments/changes/held');
    expect(screen.getByRole('button', { name: 'Resize' })).toBeDisabled();
    expect(
      within(await screen.findByRole('list', { name: 'Changes' })).getByText(
        'Applied',
      ),
    ).toBeInTheDocument();
  });

  it('should tell drift, a broken file and sample data', async () => {
    open({
      origin: 'sample',
      state: 'drifted',
      drift: { checkedAt: '2026-11-25T09:00:00.000Z', changed: 3 },
      issues: [{ path: 'spec.ttl', message: 'must be days', line: 12 }],
    });
    expect(
      await screen.findByText('3 resources differ from the file'),
    ).toBeInTheDocument();
    expect(screen.getByText('sample')).toBeInTheDocument();
    expect(screen.getByText(/Line 12:/)).toHaveTextContent(
      'Line 12: spec.ttl must be days',
    );
  });

  it('should mark a run that only played through', async () => {
    const api = open();
    api.runs = [
      {
        id: 'run-1',
        environment: 'dev',
        operation: 'apply',
        status: 'succeeded',
        startedAt: '2026-11-25T09:00:00.000Z',
        finishedAt: '2026-11-25T09:10:00.000Z',
        commit: null,
        changeId: null,
        actor: null,
        url: null,
        summary: { add: 83, change: 0, replace: 0, destroy: 0 },
        modules: [],
        leftovers: [],
        message: null,
        origin: 'simulated',
      },
    ];
    expect(await screen.findByText('simulated')).toBeInTheDocument();
    expect(screen.getByText(/83 to add/)).toBeInTheDocument();
  });

  it('should say that there is none of this name, and where to look', async () => {
    renderPage('/environments/gone');
    expect(
      await screen.findByText('There is no environment gone'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Search for "gone"' }),
    ).toHaveAttribute('href', '/search?query=gone');
  });
});
