import { screen, waitFor } from '@testing-library/react';
import { userEvent as events } from '@testing-library/user-event';
import { renderPage, type RenderOptions } from './renderPage';

/** Types and presses without pauses. */
export const userEvent = events.setup({ delay: null });

/** Where Ada's draft of a new environment is kept. */
export const DRAFT_KEY = 'portico.environments.draft.user:default/ada.new';

/** Opens the form of a new environment and waits for its first price. */
export async function openForm(options: RenderOptions = {}) {
  const page = renderPage('/environments/new', options);
  await screen.findByRole('textbox', { name: /^Name/ });
  await screen.findByText('at least $239.07 a month');
  return page;
}

/** Types a name. */
export async function fillName(name: string): Promise<void> {
  await userEvent.type(screen.getByRole('textbox', { name: /^Name/ }), name);
}

/** Waits until the form can be sent, and sends it. */
export async function pressSubmit(): Promise<void> {
  const button = await screen.findByRole('button', {
    name: /no approval needed/,
  });
  await waitFor(() => expect(button).toBeEnabled());
  await userEvent.click(button);
}
