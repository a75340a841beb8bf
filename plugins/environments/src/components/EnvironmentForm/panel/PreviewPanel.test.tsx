import { screen, waitFor } from '@testing-library/react';
import { anEstimate, aPreview } from '../../../__testUtils__/aPreview';
import {
  FakeEnvironmentsApi,
  httpError,
} from '../../../__testUtils__/FakeEnvironmentsApi';
import { openForm, userEvent } from '../../../__testUtils__/formActions';
import { renderPage } from '../../../__testUtils__/renderPage';

describe('PreviewPanel', () => {
  afterEach(() => localStorage.clear());

  it('should ask anew after an edit, end the older question and tell the difference', async () => {
    const { api } = await openForm();
    api.answer = ({ spec }) =>
      aPreview({
        estimate: anEstimate(
          JSON.stringify(spec).includes('"desired":3') ? '271.04' : '239.07',
        ),
      });
    await userEvent.click(screen.getByRole('button', { name: /Cluster/ }));
    const desired = screen.getByRole('textbox', { name: 'Nodes at the start' });
    await userEvent.clear(desired);
    await userEvent.type(desired, '3');
    expect(
      await screen.findByText('Since your last edit: +$31.97, third node'),
    ).toBeInTheDocument();
    expect(screen.getByText('at least $271.04 a month')).toBeInTheDocument();
  });

  it('should say why there is no estimate and that platform must approve', async () => {
    const api = new FakeEnvironmentsApi();
    api.answer = () =>
      aPreview({
        estimate: {
          status: 'unavailable',
          reason: 'The estimate was not ready within 5 s',
        },
        plan: null,
        approvals: [
          {
            group: 'group:default/platform-approvers',
            reason: 'its cost could not be estimated',
          },
        ],
      });
    renderPage('/environments/new', { api });
    expect(
      await screen.findByText('Estimate unavailable, approval required'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('The estimate was not ready within 5 s.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', {
        name: 'Request: needs one person from platform-approvers, because its cost could not be estimated',
      }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/\$0(\.00)?( |$)/)).not.toBeInTheDocument();
  });

  it('should order findings by how bad they are and lead to their fields', async () => {
    const api = new FakeEnvironmentsApi();
    const finding = {
      resource: 'aws_db_instance.db',
      why: 'A zone can fail.',
      fix: 'Turn on a second zone.',
      waiver: null,
    };
    api.answer = () =>
      aPreview({
        findings: [
          { ...finding, ruleId: 'a', severity: 'info', title: 'A note' },
          {
            ...finding,
            ruleId: 'b',
            severity: 'blocker',
            title: 'One zone',
            path: 'spec.database.multiAz',
          },
        ],
      });
    await openForm({ api });
    const titles = screen
      .getAllByText(/^(Blocker|Note): /)
      .map(({ textContent }) => textContent);
    expect(titles).toEqual(['Blocker: One zone', 'Note: A note']);
    await userEvent.click(
      screen.getByRole('button', { name: 'Go to field: One zone' }),
    );
    await waitFor(() =>
      expect(
        screen.getByRole('switch', { name: 'A second zone for the database' }),
      ).toHaveFocus(),
    );
  });

  it('should keep old numbers when a question fails, and let it be sent all the same', async () => {
    const { api } = await openForm();
    api.previewFailure = httpError(500, 'The worker has stopped');
    await userEvent.click(screen.getByRole('button', { name: /Network/ }));
    const zones = screen.getByRole('textbox', { name: 'Availability zones' });
    await userEvent.clear(zones);
    await userEvent.type(zones, '2');
    expect(
      await screen.findByText('Estimate unavailable, approval required'),
    ).toBeInTheDocument();
    expect(screen.getByText('The worker has stopped.')).toBeInTheDocument();
    expect(screen.getByText('at least $239.07 a month')).toBeInTheDocument();
    expect(
      screen.getByText('What is below belongs to an earlier edit.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', {
        name: 'Request: somebody has to approve, because the price is not known',
      }),
    ).toBeEnabled();
    expect(screen.queryByText(/\$0(\.00)?( |$)/)).not.toBeInTheDocument();
    api.previewFailure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    await waitFor(() =>
      expect(screen.queryByText(/approval required/)).not.toBeInTheDocument(),
    );
  });

  it('should say that it is still working it out, and dim what is old', async () => {
    const { api } = await openForm();
    api.gate = new Promise(() => undefined);
    await userEvent.click(screen.getByRole('button', { name: '7 days' }));
    expect(
      await screen.findByText(
        'Still working it out. What is below belongs to an earlier edit.',
      ),
    ).toBeInTheDocument();
    const price = screen.getByText('at least $239.07 a month');
    expect(price.closest('[data-dimmed]')).toBeInTheDocument();
    expect(
      screen.getByRole('button', {
        name: 'Request: who has to approve is not known yet',
      }),
    ).toBeEnabled();
  });

  it('should tell the quota, and who agrees to more', async () => {
    const api = new FakeEnvironmentsApi();
    api.answer = () =>
      aPreview({
        quota: {
          owner: 'group:default/checkout',
          environments: { used: 5, limit: 5 },
          monthly: {
            used: { amount: '480.00', currency: 'USD' },
            limit: { amount: '3000.00', currency: 'USD' },
          },
        },
        approvals: [
          { group: 'group:default/finops', reason: 'it is above the quota' },
        ],
      });
    await openForm({ api });
    expect(
      screen.getByText(
        'Checkout has 5 of 5 environments; list prices $480 of $3,000 a month.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'This is more than the quota, so one person from finops has to agree.',
      ),
    ).toBeInTheDocument();
  });

  it('should say why something is not in the total', async () => {
    await openForm();
    await userEvent.click(screen.getByText(/^Not in the total/));
    expect(
      screen.getByText('Depends on use; $0.045 for each GB'),
    ).toBeInTheDocument();
    expect(screen.getByText('No list price is known')).toBeInTheDocument();
  });
});
