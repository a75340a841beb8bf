import { screen, waitFor } from '@testing-library/react';
import { anEstimate, aPreview } from '../../../__testUtils__/aPreview';
import {
  FakeEnvironmentsApi,
  httpError,
} from '../../../__testUtils__/FakeEnvironmentsApi';
import { openForm, userEvent } from '../../../__testUtils__/formActions';
import { renderPage } from '../../../__testUtils__/renderPage';

describe('PreviewPanel', () => {
  afterEach(() => sessionStorage.clear());

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
      await screen.findByText(/\+\$31\.97 since your last edit/),
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
      await screen.findByText(
        'Estimate unavailable: The estimate was not ready within 5 s. Platform must approve.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', {
        name: 'Request: needs one person from platform-approvers',
      }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/\$0/)).not.toBeInTheDocument();
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

  it('should keep old numbers when a question fails, and offer to ask again', async () => {
    const { api } = await openForm();
    api.previewFailure = httpError(500, 'The worker has stopped');
    await userEvent.click(screen.getByRole('button', { name: /Network/ }));
    const zones = screen.getByRole('textbox', { name: 'Availability zones' });
    await userEvent.clear(zones);
    await userEvent.type(zones, '2');
    expect(
      await screen.findByText(
        /could not be worked out: The worker has stopped/,
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('at least $239.07 a month')).toBeInTheDocument();
    api.previewFailure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    await waitFor(() =>
      expect(
        screen.queryByText(/could not be worked out/),
      ).not.toBeInTheDocument(),
    );
  });
});
