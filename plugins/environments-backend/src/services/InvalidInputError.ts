import { InputError } from '@backstage/errors';
import { SpecIssue } from '@portico/plugin-environments-common';

/** An input that can't be taken; the answer's `error.issues` lists why, field by field. */
export class InvalidInputError extends InputError {
  readonly issues: SpecIssue[];

  constructor(issues: SpecIssue[]) {
    super(
      issues
        .map(({ path, message }) => (path ? `${path} ${message}` : message))
        .join('; '),
    );
    this.issues = issues;
  }
}
