import { PolicyFinding } from '@portico/plugin-environments-common';
import { ConfigurationProblem, ProblemKind } from './ConfigurationProblem';

/** The rule by which problems of the configuration stand among the findings. */
const CONFIGURATION_RULE = 'configuration-valid';

const TITLES: Readonly<Record<ProblemKind, string>> = {
  'unknown-type': 'Every type must be one of the provider',
  'unknown-argument': 'Every argument must be one of its type',
  'missing-argument': 'Arguments that a type requires must be given',
  'read-only-argument': 'What AWS sets must not be set',
  'wrong-type': 'Every value must be of the type of its argument',
  'too-many-blocks': 'A block must not be there more often than it may',
  'missing-block': 'Blocks that a type requires must be there',
  'unknown-reference': 'Expressions must speak of what is there',
  'unknown-attribute': 'Expressions must ask for attributes that exist',
  'unknown-dependency': 'depends_on must name what is there',
  'unknown-provider': 'A named configuration of the provider must be there',
  'unknown-function': 'Functions must be ones of Terraform',
  cycle: 'Resources must not need each other in a circle',
};

/** A problem as a finding; it cannot be waived, because Terraform refuses it. */
export function problemFinding({
  kind,
  address,
  path,
  message,
  suggestion,
}: ConfigurationProblem): PolicyFinding {
  return {
    ruleId: CONFIGURATION_RULE,
    severity: 'blocker',
    title: TITLES[kind],
    resource: address,
    why: `${path ? `${path}: ${message}` : message}. Terraform refuses it.`,
    fix: suggestion ? `Write "${suggestion}".` : 'Mend the configuration.',
    waiver: null,
  };
}
