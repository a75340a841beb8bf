import { InputError } from '@backstage/errors';

/** A field of an input that is wrong, and how. */
export interface InputIssue {
  path: string;
  message: string;
}

/** An input that can't be taken; the answer's `error.issues` lists why, field by field. */
export class InvalidInputError extends InputError {
  readonly issues: InputIssue[];

  constructor(issues: readonly InputIssue[]) {
    super(
      issues
        .map(({ path, message }) => (path ? `${path} ${message}` : message))
        .join('; '),
    );
    this.issues = [...issues];
  }
}
