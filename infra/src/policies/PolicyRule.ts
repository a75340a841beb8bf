import {
  EnvironmentClass,
  EnvironmentSpec,
  Severity,
} from '@portico/plugin-environments-common';
import { ResourceIndex } from '../document/ResourceIndex';

/** What the rules judge: the synthesized resources, and the spec where there is one. */
export interface PolicyFacts {
  readonly resources: ResourceIndex;
  /** Judged as production where it is not known. */
  readonly environmentClass: EnvironmentClass;
  readonly spec?: EnvironmentSpec;
  readonly now: Date;
}

/** One resource that breaks a rule. */
export interface Violation {
  readonly resource: string;
  /** What exactly is wrong, where the title does not tell. */
  readonly detail?: string;
  /** The field of the spec that mends it. */
  readonly path?: string;
}

/** One rule: what it asks, why, how to mend it, and who breaks it. */
export interface PolicyRule {
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  /** The classes of environments that it is for; all where it is left out. */
  readonly classes?: readonly EnvironmentClass[];
  check(facts: PolicyFacts): Violation[];
}

/** What is wrong with a resource, one violation for each detail. */
export function violationsFrom(
  resource: string,
  details: readonly string[],
  path?: string,
): Violation[] {
  return details.map(detail => ({ resource, detail, ...(path && { path }) }));
}

/** Who breaks a rule; nobody does in an environment that the rule is not for. */
export function violationsOfRule(
  rule: PolicyRule,
  facts: PolicyFacts,
): Violation[] {
  const { classes } = rule;
  return !classes || classes.includes(facts.environmentClass)
    ? rule.check(facts)
    : [];
}
