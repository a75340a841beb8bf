import type { SpecIssue } from '@portico/plugin-environments-common';
import { createContext, useContext, type Dispatch } from 'react';
import { issuesAt, sentence } from '../../form/fieldIssues';
import type { FormAction } from '../../form/formState';
import { getAt, textAt, type SpecDraft } from '../../form/paths';

/** What every field of the form needs. */
export interface FormContextValue {
  draft: SpecDraft;
  dispatch: Dispatch<FormAction>;
  /** The issues that are shown at their fields. */
  issues: readonly SpecIssue[];
  disabled: boolean;
}

/** Gives the form to its fields. */
export const FormContext = createContext<FormContextValue | undefined>(
  undefined,
);

/** The form that a field is in. */
export function useForm(): FormContextValue {
  const form = useContext(FormContext);
  if (!form) throw new Error('A field must be inside an EnvironmentForm');
  return form;
}

/** One field: its value, what is wrong with it, and how to change it. */
export interface Field {
  text: string;
  value: unknown;
  set: (value: unknown) => void;
  touch: () => void;
  /** What is wrong, as sentences; undefined where nothing is. */
  message: string | undefined;
  /** A value that would be accepted. */
  suggestion: string | undefined;
  disabled: boolean;
}

/** The field at a path. */
export function useField(path: string): Field {
  const { draft, dispatch, issues, disabled } = useForm();
  const own = issuesAt(issues, path);
  return {
    text: textAt(draft, path),
    value: getAt(draft, path),
    set: value => dispatch({ type: 'edit', path, value }),
    touch: () => dispatch({ type: 'touch', path }),
    message:
      own.length > 0
        ? own.map(({ message }) => sentence(message)).join(' ')
        : undefined,
    suggestion: own.find(issue => issue.suggestion)?.suggestion,
    disabled,
  };
}
