import { isExpression } from '../../document/attributes';
import { EXCLUSIVE_ARGUMENTS } from '../exclusiveArguments';
import { PolicyRule } from '../PolicyRule';

/** What a resource tells of itself is always there; any other expression may turn out empty. */
const OF_A_RESOURCE = /^\$\{(data\.)?aws_\w+\.[\w-]+\.(id|arn)\}$/;

function isGiven(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  if (Array.isArray(value)) return value.length > 0;
  return !isExpression(value) || OF_A_RESOURCE.test(String(value));
}

/** Arguments that exclude each other are not given together. */
export const argumentsExclusive: PolicyRule = {
  id: 'arguments-exclusive',
  severity: 'blocker',
  title: 'Arguments that exclude each other must not be given together',
  why: 'The provider refuses the configuration, and of two ways to say something only one can be meant.',
  fix: 'Leave all but one of them out.',
  check: ({ resources }) =>
    EXCLUSIVE_ARGUMENTS.flatMap(({ type, names }) =>
      resources.ofType(type).flatMap(({ address, attributes }) => {
        const given = names.filter(name => isGiven(attributes[name]));
        if (given.length < 2) return [];
        return [
          { resource: address, detail: `It has ${given.join(' and ')}.` },
        ];
      }),
    ),
};
