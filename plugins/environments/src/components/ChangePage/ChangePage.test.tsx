import { screen, waitFor, within } from '@testing-library/react';
import {
  FakeEnvironmentsApi,
  httpError,
} from '../../__testUtils__/FakeEnvironmentsApi';
import { FakeSignalApi } from '../../__testUtils__/FakeSignalApi';
import { aSpec } from '../../__testUtils__/aSpec';
import { aChange, aView } from '../../__testUtils__/aView';
import { userEvent } from '../../__testUtils__/formActions';
import { renderPage } from '../../__testUtils__/renderPage';

function open(...overrides: Parameters<typeof aChange>) {
  const api = new FakeEnvironmentsApi();
  api.changes = [aChange(...overrides)];
  renderPage('/environments/changes/change-1', { api });
  return api;
}

const NO_PIPELINE = 'No pipeline is connected, so nothing is built yet.';

describe('ChangePage', () => {
  it('should show where a change stands, what it costs and who is missing', async () => {
    open({ requestedBy: 'user:default/grace' });
    expect(
      await screen.findByRole('heading', { name: 'Create shop-prod' }),
    ).toBeInTheDocument();
    const steps = within(
      screen.getByRole('list', { name: 'Progress' }),
    ).getAllByRole('listitem');
    expect(steps.map(({ textContent }) => textContent)).toEqual([
      'Requesteddone',
      'Approvedwaits for platform-approvers',
      'Pull requestlater',
      'Mergedlater',
      'No pipeline connectednot known',
      'Readynot known',
    ]);
    expect(steps[1]).toHaveAttribute('aria-current', 'step');
    expect(screen.getByText('at least $1,210.00 a month')).toBeInTheDocument();
    expect(screen.getByText('83 to add')).toBeInTheDocument();
    expect(screen.getByText(/because it is production/)).toHaveTextContent(
      'One person from platform-approvers, because it is production',
    );
    expect(screen.getByText('Not given yet')).toBeInTheDocument();
    expect(screen.getByText(/name: shop-prod/)).toBeInTheDocument();
    // It is not there before it is merged, so nothing leads to it.
    expect(
      screen.queryByRole('link', { name: /Environment shop-prod/ }),
    ).not.toBeInTheDocument();
  });

  it('should take an approval with a comment', async () => {
    const api = open({ requestedBy: 'user:default/grace' });
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Comment' }),
      ' Looks right ',
    );
    api.changes = [aChange({ state: 'approved' })];
    await userEvent.click(
      screen.getByRole('button', { name: 'Approve: creates shop-prod' }),
    );
    expect(api.decisions).toEqual([
      { id: 'change-1', decision: 'approve', comment: 'Looks right' },
    ]);
    await waitFor(() =>
      expect(
        screen.queryByRole('button', { name: /^Approve/ }),
      ).not.toBeInTheDocument(),
    );
    // The step of the progress line, and the state in the head of the page.
    expect(screen.getAllByText('Approved')).toHaveLength(2);
  });

  it('should ask why before it rejects', async () => {
    const api = open({ requestedBy: 'user:default/grace' });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Reject: shop-prod is not created',
      }),
    );
    expect(api.decisions).toEqual([]);
    const comment = screen.getByRole('textbox', { name: 'Comment' });
    expect(comment).toHaveAccessibleDescription(/Say why/);
    await userEvent.type(comment, 'Too dear');
    await userEvent.click(screen.getByRole('button', { name: /^Reject/ }));
    expect(api.decisions).toEqual([
      { id: 'change-1', decision: 'reject', comment: 'Too dear' },
    ]);
  });

  it('should not let anybody decide on their own change, and say so', async () => {
    open({
      viewer: {
        mayDecide: false,
        mayWithdraw: true,
        reason:
          'You asked for this change, so somebody else must decide on it.',
      },
    });
    expect(
      await screen.findByText(
        'You asked for this, so somebody else has to agree: anyone from platform-approvers',
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /^(Approve|Reject)/ }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByRole('button', {
        name: 'Withdraw: shop-prod is not created',
      }),
    ).toBeEnabled();
  });

  it('should show no buttons to those who are not asked, but the reason', async () => {
    open({
      requestedBy: 'user:default/grace',
      viewer: {
        mayDecide: false,
        mayWithdraw: false,
        reason: 'Only members of platform-approvers may decide on this change.',
      },
    });
    expect(
      await screen.findByText(/Only members of platform-approvers/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /^Approve/ }),
    ).not.toBeInTheDocument();
    expect(
      screen.queryByRole('textbox', { name: 'Comment' }),
    ).not.toBeInTheDocument();
  });

  it('should say why a decision was refused', async () => {
    const api = open({ requestedBy: 'user:default/grace' });
    api.decide = async () => {
      throw httpError(
        409,
        'This change waits for no approval: it is withdrawn.',
      );
    };
    await userEvent.click(
      await screen.findByRole('button', { name: /^Approve/ }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This change waits for no approval: it is withdrawn.',
    );
  });

  it('should show what differs, what is lost and the pull request', async () => {
    const after = aSpec();
    if (after.spec.database) after.spec.database.storageGb = 50;
    open({
      kind: 'resize',
      name: 'dev',
      state: 'proposed',
      stateReason: 'The pull request waits for the check "plan".',
      before: aSpec(),
      after,
      plan: {
        basis: 'structural',
        summary: { add: 0, change: 0, replace: 1, destroy: 0 },
        modules: [
          {
            module: 'database',
            add: 0,
            change: 0,
            replace: 1,
            destroy: 0,
            resources: [
              {
                address: 'aws_db_instance.db',
                resourceType: 'aws_db_instance',
                action: 'replace',
                dataLoss: true,
                reason: 'the engine changes',
              },
            ],
          },
        ],
      },
      pullRequest: {
        number: 7,
        url: 'https://git.example.com/acme/platform/pull/7',
        state: 'open',
      },
    });
    expect(
      await screen.findByRole('row', { name: 'Storage 20 50' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/Data is lost:/)).toHaveTextContent(
      'Data is lost: aws_db_instance.db (the engine changes)',
    );
    expect(screen.getByRole('link', { name: '#7 (open)' })).toHaveAttribute(
      'href',
      'https://git.example.com/acme/platform/pull/7',
    );
    expect(
      screen.getByText(
        'The pull request waits for the check "plan". Mend it on the pull request; the portal tries again by itself.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Pull request' })).toHaveAttribute(
      'href',
      'https://git.example.com/acme/platform/pull/7',
    );
  });

  it('should offer the way on where a change has ended', async () => {
    open({
      kind: 'resize',
      name: 'dev',
      state: 'expired',
      history: [
        ...aChange().history,
        {
          at: '2026-11-25T11:00:00.000Z',
          event: 'expire',
          from: 'pending-approval',
          to: 'expired',
          actor: 'portal',
          comment: 'Nobody decided in time',
        },
      ],
    });
    expect(
      await screen.findByText('Expired: nobody decided in time'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Ask again' })).toHaveAttribute(
      'href',
      '/environments/dev/change',
    );
    // How long ago, and exactly when.
    expect(screen.getByText('Expired by portal')).toBeInTheDocument();
    expect(
      screen.getAllByLabelText(/ago, 25 Nov 2026, \d\d:\d\d$/).length,
    ).toBeGreaterThan(1);
  });

  it.each([
    ['create', 'Ask again', '/environments/new'],
    ['extend', 'Ask again on the page of dev', '/environments/dev'],
    ['destroy', 'Ask again on the page of dev', '/environments/dev'],
  ] as const)(
    'should lead to where %s is asked for',
    async (kind, name, to) => {
      open({ kind, name: 'dev', state: 'rejected' });
      expect(await screen.findByRole('link', { name })).toHaveAttribute(
        'href',
        to,
      );
    },
  );

  it('should lead to the environment where it goes on there', async () => {
    open({ kind: 'resize', name: 'dev', state: 'failed' });
    expect(
      await screen.findByRole('link', { name: 'See the environment' }),
    ).toHaveAttribute('href', '/environments/dev');
  });

  it('should lead to no environment that was never made', async () => {
    open({ state: 'superseded' });
    await screen.findByText('Superseded: another change took its place');
    expect(
      screen.queryByRole('link', { name: /^(See the e|E)nvironment/ }),
    ).not.toBeInTheDocument();
  });

  it('should not deny a pipeline that it could not ask for', async () => {
    const api = new FakeEnvironmentsApi();
    api.changes = [aChange({ kind: 'resize', state: 'merged' })];
    api.getEnvironment = async () => {
      throw httpError(502, 'The Git host did not answer');
    };
    renderPage('/environments/changes/change-1', { api });
    await screen.findByText('Merged: the file is in Git');
    expect(screen.getByText('Applying')).toBeInTheDocument();
    expect(screen.queryByText(/No pipeline/)).not.toBeInTheDocument();
    api.getEnvironment = async () =>
      aView({ name: 'shop-prod', pipelineConnected: false });
    document.dispatchEvent(new Event('visibilitychange'));
    expect(await screen.findByText(NO_PIPELINE)).toBeInTheDocument();
  });

  it('should know no pipeline of what is new, unless not all could be read', async () => {
    const api = new FakeEnvironmentsApi();
    api.changes = [aChange({ state: 'merged' })];
    api.complete = false;
    // It has just been merged: to ask for it alone may find nothing yet.
    api.getEnvironment = async () => {
      throw new Error('asked for alone');
    };
    renderPage('/environments/changes/change-1', { api });
    await screen.findByText('Merged: the file is in Git');
    expect(screen.queryByText(/No pipeline/)).not.toBeInTheDocument();
    api.complete = true;
    document.dispatchEvent(new Event('visibilitychange'));
    expect(await screen.findByText(NO_PIPELINE)).toBeInTheDocument();
  });

  it('should load at once when the portal tells of it', async () => {
    const api = new FakeEnvironmentsApi();
    const signals = new FakeSignalApi();
    api.changes = [aChange()];
    renderPage('/environments/changes/change-1', { api, signals });
    await screen.findByRole('heading', { name: 'Create shop-prod' });
    api.changes = [aChange({ state: 'withdrawn' })];
    signals.tell({ type: 'changed', changeId: 'change-1' });
    expect((await screen.findAllByText('Withdrawn')).length).toBeGreaterThan(0);
  });

  it('should follow the change while it is open', async () => {
    const api = open({ state: 'approved', approvals: [] });
    await screen.findByRole('heading', { name: 'Create shop-prod' });
    api.changes = [aChange({ state: 'merged', approvals: [] })];
    await waitFor(() =>
      expect(
        within(screen.getByRole('list', { name: 'Progress' }))
          .getAllByRole('listitem')
          .map(({ dataset }) => dataset.status),
      ).toEqual(['done', 'skipped', 'done', 'done', 'unknown', 'unknown']),
    );
  });

  it('should say that there is no such change, and where to look', async () => {
    renderPage('/environments/changes/none');
    expect(
      await screen.findByText('There is no such change'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'All environments' }),
    ).toHaveAttribute('href', '/environments');
  });

  it('should name the permission that is missing', async () => {
    const api = new FakeEnvironmentsApi();
    api.failure = httpError(403, 'Not for you');
    renderPage('/environments/changes/change-1', { api });
    expect(
      await screen.findByText('You are not allowed to see this change'),
    ).toBeInTheDocument();
    expect(screen.getByText('environments.change.read')).toBeInTheDocument();
  });
});
