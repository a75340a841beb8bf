import type { EnvironmentSpec } from '@portico/plugin-environments-common';
import { useEffect, useMemo, useReducer, useState, type Dispatch } from 'react';
import {
  clearDraft,
  loadDraft,
  resumeDraft,
  saveDraft,
  type StoredDraft,
} from '../../form/draftStorage';
import {
  draftOf,
  formReducer,
  initialFormState,
  type FormAction,
  type FormState,
} from '../../form/formState';

/** The state of the form, and a draft that was left behind. */
export interface Draft {
  state: FormState;
  dispatch: Dispatch<FormAction>;
  /** A draft to go on with or to leave; undefined once that was decided. */
  offered: StoredDraft | undefined;
  /** Whether the form went on by itself with what was there before a new sign-in. */
  resumed: boolean;
  restore: () => void;
  discard: () => void;
  /** Forgets what was kept, because it was sent. */
  clear: () => void;
  /** Lets the form go on by itself once somebody has signed in again. */
  keepForSignIn: () => void;
}

function restoring({ draft, edits }: StoredDraft): FormAction {
  return { type: 'restore', draft, edits };
}

/** Keeps the form's state, and a copy of it in the browser while there is something to lose. */
export function useDraft(
  initial: EnvironmentSpec,
  /** Undefined where somebody else keeps drafts. */
  key: string | undefined,
): Draft {
  const start = useMemo(() => draftOf(initial), [initial]);
  const [found] = useState(() =>
    key === undefined ? undefined : loadDraft(key),
  );
  const resumed = found?.resume === true;
  const [state, dispatch] = useReducer(formReducer, start, draft => {
    const fresh = initialFormState(draft);
    return found && resumed ? formReducer(fresh, restoring(found)) : fresh;
  });
  const [offered, setOffered] = useState(resumed ? undefined : found);
  const { draft, edits } = state;

  useEffect(() => {
    if (key === undefined || edits.length === 0) return;
    const savedAt = new Date().toISOString();
    saveDraft(key, { savedAt, draft, edits: [...edits] });
  }, [key, draft, edits]);

  return {
    state,
    dispatch,
    offered,
    resumed,
    restore: () => {
      if (offered) dispatch(restoring(offered));
      setOffered(undefined);
    },
    discard: () => {
      // What was typed since is the draft now; only the old one goes.
      if (key !== undefined && edits.length === 0) clearDraft(key);
      setOffered(undefined);
    },
    clear: () => {
      if (key !== undefined) clearDraft(key);
    },
    keepForSignIn: () => {
      if (key !== undefined) resumeDraft(key);
    },
  };
}
