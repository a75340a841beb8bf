import { ConflictError } from '@backstage/errors';
import {
  ChangeEvent,
  ChangeState,
  transitionChange,
} from '@portico/plugin-environments-common';
import {
  ChangePatch,
  ChangeUpdate,
  StoredChange,
} from '../database/StoredChange';

/** The actor of what the portal does by itself. */
export const PORTAL_ACTOR = 'portal';

/** What happens to a change. */
export interface Happening {
  event: ChangeEvent;
  actor: string;
  comment?: string | null;
  patch?: ChangePatch;
}

/** The update that an event of the transition table makes; throws where the table has none. */
export function happen(
  change: Pick<StoredChange, 'name' | 'state'>,
  { event, actor, comment = null, patch }: Happening,
): ChangeUpdate {
  const transition = transitionChange(change.state, event);
  if (!transition.accepted) {
    throw new ConflictError(
      `The change of ${change.name} is ${change.state}: ${transition.reason}`,
    );
  }
  return {
    patch: {
      stateReason: null,
      attempts: 0,
      nextAttemptAt: null,
      ...patch,
      state: transition.state,
    },
    entry: {
      event,
      from: change.state,
      to: transition.state,
      actor,
      comment,
    },
  };
}

/** An update that moves nothing and is told in the history. */
export function remark(
  change: { state: ChangeState },
  entry: { event: string; actor: string; comment: string | null },
  patch: ChangePatch = {},
): ChangeUpdate {
  return { patch, entry: { ...entry, from: change.state, to: change.state } };
}
