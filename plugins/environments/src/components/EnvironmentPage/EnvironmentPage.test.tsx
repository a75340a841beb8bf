import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '../../__testUtils__/formActions';
import { anEstimate } from '../../__testUtils__/aPreview';
import { aSpec } from '../../__testUtils__/aSpec';
import {
  FakeEnvironmentsApi,
  httpError,
} from '../../__testUtils__/FakeEnvironmentsApi';
import { aChange, aRun, aSummary, aView } from '../../__testUtils__/aView';
import { renderPage } from '../../__testUtils__/renderPage';

function open(...overrides: Parameters<typeof aView>) {
  const api = new FakeEnvironmentsApi();
  const view = aView(...overrides);
  api.environments = [view];
  renderPage(`/environments/${view.name}`, { api });
  return api;
}

const HELD = {
  id: 'held',
  kind: 'resize',
  state: 'proposed',
  requestedBy: 'user:default/ada',
} as const;

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

  it('should say who holds it where the change is not to be seen', async () => {
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
      screen.getByText(
        "ada asked for it. Until it is done, no other change can be asked for. To see it you need the permission environments.change.read; whoever keeps the portal's permission policy can grant it.",
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Resize' })).toBeDisabled();
    expect(
      within(await screen.findByRole('list', { name: 'Changes' })).getByText(
        'Applied',
      ),
    ).toBeInTheDocument();
  });

  it('should not call a change hidden that could not be loaded', async () => {
    const api = new FakeEnvironmentsApi();
    api.environments = [aView({ openChange: HELD })];
    api.getChange = async () => {
      throw httpError(502, 'The database is gone');
    };
    renderPage('/environments/dev', { api });
    expect(
      await screen.findByText('Could not load the change that is going on'),
    ).toBeInTheDocument();
    expect(screen.getByText('The database is gone')).toBeInTheDocument();
    expect(screen.queryByText(/ada asked for it/)).not.toBeInTheDocument();
  });

  it('should tell how old the operation is that it shows', async () => {
    const api = open({ openChange: HELD });
    api.changes = [aChange({ id: 'held', kind: 'resize', name: 'dev' })];
    await screen.findByText('Going on now');
    api.getChange = async () => {
      throw httpError(502, 'The database is gone');
    };
    document.dispatchEvent(new Event('visibilitychange'));
    expect(
      await screen.findByText(/Showing what was known at/),
    ).toBeInTheDocument();
    expect(screen.getByText('The database is gone')).toBeInTheDocument();
    expect(screen.getByText('Going on now')).toBeInTheDocument();
  });

  it('should tell of a change that no longer holds it and is not to be seen', async () => {
    const api = open();
    api.mine = [
      aSummary({ id: 'gone', kind: 'resize', name: 'dev', state: 'applying' }),
    ];
    expect(await screen.findByText('Resize dev: applying')).toBeInTheDocument();
    expect(
      screen.getByText(/^ada asked for it\. To see it you need/),
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
      await screen.findByText(/^3 changed outside, checked \d+ \w+ ago$/),
    ).toBeInTheDocument();
    expect(screen.getByText('sample')).toBeInTheDocument();
    expect(screen.getByText('This is a sample')).toBeInTheDocument();
    expect(screen.getByText(/Line 12:/)).toHaveTextContent(
      'Line 12: spec.ttl must be days',
    );
  });

  it('should show the operation, what will differ and what that costs', async () => {
    const after = aSpec();
    if (after.spec.database) after.spec.database.storageGb = 50;
    const api = open({
      openChange: {
        id: 'held',
        kind: 'resize',
        state: 'pending-approval',
        requestedBy: 'user:default/grace',
      },
    });
    api.changes = [
      aChange({
        id: 'held',
        kind: 'resize',
        name: 'dev',
        requestedBy: 'user:default/grace',
        before: aSpec(),
        after,
        estimateBefore: anEstimate('239.07'),
        estimate: anEstimate('242.52'),
      }),
    ];
    expect(
      await screen.findByRole('list', { name: 'Progress' }),
    ).toHaveTextContent('waits for platform-approvers');
    expect(
      screen.getByRole('link', { name: 'See the change' }),
    ).toHaveAttribute('href', '/environments/changes/held');
    expect(
      screen.getByText(
        'grace asked for it. It needs one person from platform-approvers.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('row', { name: 'Storage 20 50' }),
    ).toBeInTheDocument();
    expect(screen.getByText('+$3.45 a month.')).toBeInTheDocument();
  });

  it('should extend its life, with the cost before', async () => {
    const api = open({
      expiresAt: new Date(Date.now() + 3 * 24 * 3_600_000).toISOString(),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Extend' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      within(dialog).getByText(
        'Expires in 3 days. Extend by 7 days costs at least $55.',
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      within(dialog).getByRole('radio', { name: '14 days' }),
    );
    expect(
      within(dialog).getByText(/Extend by 14 days costs at least \$110\.$/),
    ).toBeInTheDocument();
    api.onRequest = () => ({
      accepted: false,
      issues: [{ path: 'spec.ttl', message: 'must be at most 365d' }],
    });
    const button = within(dialog).getByRole('button', {
      name: 'Extend by 14 days',
    });
    await userEvent.click(button);
    expect(
      await within(dialog).findByText('Must be at most 365d.'),
    ).toBeInTheDocument();
    api.onRequest = () => ({ accepted: true, change: aChange({ id: 'more' }) });
    await userEvent.click(button);
    await waitFor(() =>
      expect(api.requests.at(-1)).toEqual({
        kind: 'extend',
        name: 'dev',
        ttl: '28d',
      }),
    );
  });

  it('should mark a run that only played through', async () => {
    const api = open();
    api.runs = [aRun({ origin: 'simulated' })];
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
