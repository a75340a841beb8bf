import type { ScaffolderApi } from '@backstage/plugin-scaffolder-react';
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent as events } from '@testing-library/user-event';
import { anEstimate, aPlan, aPreview } from '../../__testUtils__/aPreview';
import {
  FakeEnvironmentsApi,
  httpError,
} from '../../__testUtils__/FakeEnvironmentsApi';
import { aView } from '../../__testUtils__/aView';
import { renderPage } from '../../__testUtils__/renderPage';

const userEvent = events.setup({ delay: null });

type Stream = ReturnType<ScaffolderApi['streamLogs']>;
type Observer = { next: (event: unknown) => void };

/** A scaffolder whose task ends in the way that is given. */
function aScaffolder(body: Record<string, unknown>) {
  const scaffold = jest.fn(async () => ({ taskId: 'task-1' }));
  const streamLogs = jest.fn(
    () =>
      ({
        subscribe: (observer: Observer) => {
          setTimeout(() => observer.next({ type: 'completion', body }));
          return { unsubscribe: () => undefined, closed: false };
        },
      } as unknown as Stream),
  );
  return { scaffold, streamLogs };
}

const done = { message: 'Run completed', output: { changeId: 'change-7' } };

async function openForm(options: Parameters<typeof renderPage>[1] = {}) {
  const page = renderPage('/environments/new', options);
  await screen.findByRole('textbox', { name: /^Name/ });
  await screen.findByText('at least $239.07 a month');
  return page;
}

async function fillName(name: string) {
  await userEvent.type(screen.getByRole('textbox', { name: /^Name/ }), name);
}

async function pressSubmit() {
  const button = await screen.findByRole('button', {
    name: /no approval needed/,
  });
  await waitFor(() => expect(button).toBeEnabled());
  await userEvent.click(button);
}

describe('EnvironmentForm', () => {
  afterEach(() => sessionStorage.clear());

  it('should show price, plan, policy and approval before a name is there', async () => {
    await openForm();
    const panel = screen.getByRole('complementary', {
      name: 'Price, policy and plan',
    });
    expect(within(panel).getByText('83 to add')).toBeInTheDocument();
    expect(within(panel).getByText('No approval needed.')).toBeInTheDocument();
    expect(within(panel).getByText('Every policy is met.')).toBeInTheDocument();
    expect(within(panel).getAllByText('not priced')).toHaveLength(2);
    expect(
      within(panel).getByText('List prices of 20 Nov 2026, us-west-2'),
    ).toBeInTheDocument();
    expect(within(panel).queryByText(/\$0/)).not.toBeInTheDocument();
  });

  it('should name the rules that a name breaks, at the field', async () => {
    await openForm();
    expect(
      screen.queryByText(/Must have at least 2 characters/),
    ).not.toBeInTheDocument();
    await fillName('A B C');
    const field = screen.getByRole('textbox', { name: /^Name/ });
    expect(field).toHaveAccessibleDescription(
      /May only have lower-case letters a to z, digits and hyphens/,
    );
    expect(field).toBeInvalid();
    await userEvent.click(screen.getByRole('button', { name: 'Use a-b-c' }));
    expect(field).toHaveValue('a-b-c');
    expect(field).toBeValid();
  });

  it('should say that min is above max, at the field, and ask for no price', async () => {
    const { api } = await openForm();
    await userEvent.click(
      screen.getByRole('button', { name: /Cluster.*2 x t3.medium, on demand/ }),
    );
    const asked = api.previews.length;
    const min = screen.getByRole('textbox', { name: 'Fewest nodes' });
    await userEvent.clear(min);
    await userEvent.type(min, '9');
    expect(min).toHaveAccessibleDescription(
      /Must not be larger than max \(5\)/,
    );
    expect(
      screen.getByRole('button', { name: /Cluster.*1 to mend/ }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('What is below belongs to an earlier edit.'),
    ).toBeInTheDocument();
    // The answer for what was typed before is still on its way; no question is added.
    await new Promise(resolve => setTimeout(resolve, 400));
    expect(
      api.previews
        .slice(asked)
        .every(
          ({ request }) => !JSON.stringify(request.spec).includes('"min":9'),
        ),
    ).toBe(true);
  });

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

  it('should put what only the portal knows at its field', async () => {
    const { api } = await openForm();
    await userEvent.click(screen.getByRole('button', { name: /Network/ }));
    const cidr = screen.getByRole('textbox', { name: 'Network block' });
    api.answer = () => ({
      valid: false,
      issues: [
        {
          path: 'spec.network.cidr',
          message: '10.20.0.0/16 overlaps staging (10.20.0.0/17)',
          suggestion: '10.21.0.0/16',
        },
      ],
    });
    await userEvent.clear(cidr);
    await userEvent.type(cidr, '10.20.0.0/16');
    await waitFor(() =>
      expect(cidr).toHaveAccessibleDescription(/overlaps staging/),
    );
    api.answer = () => aPreview();
    await userEvent.click(
      screen.getByRole('button', { name: 'Use 10.21.0.0/16' }),
    );
    expect(cidr).toHaveValue('10.21.0.0/16');
    await waitFor(() => expect(cidr).toBeValid());
  });

  it('should move to the block that the portal proposes where nobody chose one', async () => {
    const api = new FakeEnvironmentsApi();
    api.answer = ({ spec }) =>
      JSON.stringify(spec).includes('10.0.0.0/16')
        ? {
            valid: false,
            issues: [
              {
                path: 'spec.network.cidr',
                message: 'overlaps a request',
                suggestion: '10.4.0.0/16',
              },
            ],
          }
        : aPreview();
    await openForm({ api });
    expect(
      screen.getByRole('button', { name: /Network.*10\.4\.0\.0\/16/ }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/\d to mend/)).not.toBeInTheDocument();
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

  it('should start the task once, however often it is pressed, and go to the change', async () => {
    const scaffolder = aScaffolder(done);
    const page = await openForm({ scaffolder });
    await fillName('dev-ada');
    const button = await screen.findByRole('button', {
      name: 'Create (no approval needed)',
    });
    await waitFor(() => expect(button).toBeEnabled());
    await userEvent.dblClick(button);
    await waitFor(() =>
      expect(page.path()).toBe('/environments/changes/change-7'),
    );
    expect(scaffolder.scaffold).toHaveBeenCalledTimes(1);
    expect(scaffolder.scaffold).toHaveBeenCalledWith({
      templateRef: 'template:default/create-environment',
      values: {
        spec: expect.objectContaining({
          metadata: expect.objectContaining({
            name: 'dev-ada',
            owner: 'group:default/checkout',
          }),
        }),
      },
    });
    expect(sessionStorage.getItem('portico.environments.draft.new')).toBeNull();
  });

  it('should keep everything when the task fails, and say why in plain words', async () => {
    await openForm({
      scaffolder: aScaffolder({
        message: 'Run failed',
        error: { message: 'InputError: ada asked for dev-ada already' },
      }),
    });
    await fillName('dev-ada');
    await pressSubmit();
    expect(await screen.findByText('It was not sent')).toBeInTheDocument();
    expect(
      screen.getByText(
        'ada asked for dev-ada already What you filled in is still here.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: /^Name/ })).toHaveValue(
      'dev-ada',
    );
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: /no approval needed/ }),
      ).toBeEnabled(),
    );
  });

  it('should ask the portal directly where there is no template, and show its issues', async () => {
    const page = await openForm({
      scaffolder: {
        scaffold: async () => {
          throw httpError(404, 'no template');
        },
      },
    });
    page.api.onRequest = () => ({
      accepted: false,
      issues: [{ path: 'metadata.name', message: 'is taken: ada has it' }],
    });
    await fillName('dev-ada');
    await pressSubmit();
    const field = screen.getByRole('textbox', { name: /^Name/ });
    await waitFor(() =>
      expect(field).toHaveAccessibleDescription(/Is taken: ada has it/),
    );
    expect(page.api.requests).toMatchObject([
      { kind: 'create', name: 'dev-ada' },
    ]);
  });

  it('should lead to the first thing to mend in place of sending', async () => {
    const scaffolder = aScaffolder(done);
    await openForm({ scaffolder });
    await pressSubmit();
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: /^Name/ })).toHaveFocus(),
    );
    expect(
      screen.getByRole('heading', { name: '1 to mend' }),
    ).toBeInTheDocument();
    expect(scaffolder.scaffold).not.toHaveBeenCalled();
  });

  it('should offer the draft that was left behind', async () => {
    sessionStorage.setItem(
      'portico.environments.draft.new',
      JSON.stringify({
        savedAt: '2026-11-25T10:42:00.000Z',
        draft: { metadata: { name: 'kept' }, spec: { class: 'dev' } },
        edits: [{ path: 'metadata.name', value: 'kept' }],
      }),
    );
    await openForm();
    await userEvent.click(screen.getByRole('button', { name: 'Restore' }));
    expect(screen.getByRole('textbox', { name: /^Name/ })).toHaveValue('kept');
    expect(
      screen.queryByRole('button', { name: 'Discard' }),
    ).not.toBeInTheDocument();
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

describe('EnvironmentForm for a change', () => {
  afterEach(() => sessionStorage.clear());

  async function openChange() {
    const api = new FakeEnvironmentsApi();
    api.environments = [aView()];
    api.answer = ({ spec }) =>
      aPreview({
        estimate: anEstimate(
          JSON.stringify(spec).includes('"desired":3') ? '271.04' : '239.07',
        ),
        againstEstimate: anEstimate('239.07'),
        plan: aPlan({
          summary: { add: 0, change: 1, replace: 0, destroy: 0 },
        }),
      });
    const page = renderPage('/environments/dev/change', { api });
    await screen.findByText('at least $239.07 a month');
    return page;
  }

  it('should have nothing to send while nothing differs', async () => {
    await openChange();
    expect(
      screen.getByRole('button', { name: 'Change (no approval needed)' }),
    ).toBeDisabled();
    expect(
      screen.getByText(/so there is nothing to ask for/),
    ).toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveAttribute(
      'readonly',
    );
  });

  it('should show what differs and send the change itself', async () => {
    const page = await openChange();
    await userEvent.click(screen.getByRole('button', { name: /Cluster/ }));
    const desired = screen.getByRole('textbox', { name: 'Nodes at the start' });
    await userEvent.clear(desired);
    await userEvent.type(desired, '3');
    expect(
      await screen.findByText('Compared with today: +$31.97 a month'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('row', { name: 'Nodes at the start (general) 2 3' }),
    ).toBeInTheDocument();
    await pressSubmit();
    await waitFor(() =>
      expect(page.path()).toBe('/environments/changes/change-2'),
    );
    expect(page.api.requests).toMatchObject([{ kind: 'resize', name: 'dev' }]);
  });

  it('should say who holds the environment', async () => {
    const api = new FakeEnvironmentsApi();
    api.environments = [
      aView({
        openChange: {
          id: 'held',
          kind: 'resize',
          state: 'proposed',
          requestedBy: 'user:default/grace',
        },
      }),
    ];
    renderPage('/environments/dev/change', { api });
    expect(
      await screen.findByText(/grace has asked for a change/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'See that change' }),
    ).toHaveAttribute('href', '/environments/changes/held');
  });
});
