import type { EnvironmentSpec } from '@portico/plugin-environments-common';
import { useEffect, useMemo, useReducer, useState, type Dispatch } from 'react';
import {
  clearDraft,
  loadDraft,
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
  /** A draft to restore or discard; undefined once that was decided. */
  offered: StoredDraft | undefined;
  restore: () => void;
  discard: () => void;
  /** Forgets what was kept, because it was sent. */
  clear: () => void;
}

/** Keeps the form's state, and a copy of it in the tab while there is something to lose. */
export function useDraft(
  initial: EnvironmentSpec,
  /** Undefined where somebody else keeps drafts. */
  key: string | undefined,
): Draft {
  const start = useMemo(() => draftOf(initial), [initial]);
  const [state, dispatch] = useReducer(formReducer, start, initialFormState);
  const [offered, setOffered] = useState(() =>
    key === undefined ? undefined : loadDraft(key),
  );
  const { draft, edits } = state;

  useEffect(() => {
    if (key === undefined || edits.length === 0) return;
    saveDraft(key, {
      savedAt: new Date().toISOString(),
      draft,
      edits: [...edits],
    });
  }, [key, draft, edits]);

  return {
    state,
    dispatch,
    offered,
    restore: () => {
      if (!offered) return;
      dispatch({ type: 'restore', draft: offered.draft, edits: offered.edits });
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
  };
}
