import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { MatrixCell } from '@portico/plugin-deployments-common';
import { PromoteActions, type PromoteAccess } from '../components/Promote';
import { aCell, ORDER } from './aCell';
import { ORDER_ENTITY, renderOnEntity, type RenderOptions } from './renderPage';

/** Staging with 1.5.0, which production does not have yet. */
export const STAGING = aCell({
  environment: 'staging',
  version: '1.5.0',
  commit: 'bbbbbbb2222222',
  deployedAt: '2026-11-24T12:00:00Z',
});

/** Production with 1.4.2. */
export const PROD = aCell({ commit: 'aaaaaaa1111111' });

/** For whom and where buttons are shown. */
export interface Shown {
  cell?: MatrixCell;
  cells?: MatrixCell[];
  environments?: string[];
  access?: PromoteAccess;
}

/** The buttons of staging, with production next. */
export const Actions = ({
  cell = STAGING,
  cells = [STAGING, PROD],
  environments = ['staging', 'prod'],
  access = 'allowed',
}: Shown) => (
  <PromoteActions
    entity={ORDER_ENTITY}
    row={{ entityRef: ORDER, cells, environments, asOf: '' }}
    cell={cell}
    access={access}
  />
);

/** Shows the buttons in an app. */
export function openActions(shown: Shown = {}, options: RenderOptions = {}) {
  return renderOnEntity(<Actions {...shown} />, '', options);
}

/** Presses a button, and waits for the dialog that it opens. */
export async function begin(name: string) {
  await userEvent.click(await screen.findByRole('button', { name }));
  return screen.findByRole('dialog');
}

/** The button that sends a wish. */
export const send = () =>
  screen.getByRole('button', { name: 'Open the pull request' });
