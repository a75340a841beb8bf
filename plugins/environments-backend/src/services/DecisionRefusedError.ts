import { NotAllowedError } from '@backstage/errors';
import { DecisionRule } from '@portico/plugin-environments-common';

/** A decision on a change that a rule forbids; the answer's `error.rule` names it. */
export class DecisionRefusedError extends NotAllowedError {
  readonly rule: DecisionRule;

  constructor(rule: DecisionRule, reason: string) {
    super(`${reason} (${rule})`);
    this.rule = rule;
  }
}
