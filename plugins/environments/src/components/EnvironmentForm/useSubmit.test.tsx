import type { ScaffolderApi } from '@backstage/plugin-scaffolder-react';
import { screen, waitFor } from '@testing-library/react';
import { httpError } from '../../__testUtils__/FakeEnvironmentsApi';
import {
  DRAFT_KEY,
  fillName,
  openForm,
  pressSubmit,
  userEvent,
} from '../../__testUtils__/formActions';

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

describe('useSubmit', () => {
  afterEach(() => localStorage.clear());

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
    expect(localStorage.getItem(DRAFT_KEY)).toBeNull();
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
        'Ada asked for dev-ada already. What you filled in is still here.',
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

  it('should renew a sign-in that has run out, once and without a word', async () => {
    const scaffolder = aScaffolder(done);
    scaffolder.scaffold.mockRejectedValueOnce(httpError(401, 'expired'));
    const page = await openForm({ scaffolder });
    await fillName('dev-ada');
    await pressSubmit();
    await waitFor(() =>
      expect(page.path()).toBe('/environments/changes/change-7'),
    );
    expect(scaffolder.scaffold).toHaveBeenCalledTimes(2);
  });

  it('should keep the form when nobody is signed in any more, and go on later', async () => {
    const scaffolder = aScaffolder(done);
    scaffolder.scaffold.mockRejectedValue(httpError(401, 'expired'));
    const page = await openForm({ scaffolder });
    await fillName('dev-ada');
    await pressSubmit();
    expect(
      await screen.findByText('Your sign-in has ended, so it was not sent'),
    ).toBeInTheDocument();
    expect(scaffolder.scaffold).toHaveBeenCalledTimes(2);
    // The page is loaded anew for the sign-in, which a test can't.
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    await userEvent.click(
      screen.getByRole('button', { name: 'Sign in again' }),
    );
    page.unmount();

    await openForm({ scaffolder });
    expect(screen.getByRole('textbox', { name: /^Name/ })).toHaveValue(
      'dev-ada',
    );
    expect(screen.getByText(/^You are signed in again\./)).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Go on' }),
    ).not.toBeInTheDocument();
  });
});
