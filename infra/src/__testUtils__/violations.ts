import {
  EnvironmentClass,
  EnvironmentSpec,
} from '@portico/plugin-environments-common';
import { ResourceIndex } from '../document/ResourceIndex';
import { TerraformDocument } from '../document/TerraformDocument';
import {
  PolicyRule,
  Violation,
  violationsOfRule,
} from '../policies/PolicyRule';
import { resourcesOf } from './synthesized';

/** The day on which the tests judge. */
export const TODAY = new Date('2026-11-25T12:00:00Z');

/** Who breaks a rule in a synthesized environment. */
export function violationsOf(
  rule: PolicyRule,
  spec: EnvironmentSpec,
): Violation[] {
  return violationsOfRule(rule, {
    resources: resourcesOf(spec),
    environmentClass: spec.spec.class,
    spec,
    now: TODAY,
  });
}

/** Who breaks a rule in a hand-written document. */
export function violationsIn(
  rule: PolicyRule,
  document: TerraformDocument,
  environmentClass: EnvironmentClass = 'dev',
): Violation[] {
  return violationsOfRule(rule, {
    resources: ResourceIndex.of(document),
    environmentClass,
    now: TODAY,
  });
}
