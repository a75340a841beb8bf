import { blocks, isExpression } from '../../document/attributes';
import { Attributes } from '../../document/TerraformDocument';
import { PolicyRule } from '../PolicyRule';
import { PROVIDER_VALUES } from '../providerValues';

/** What stands at a path of arguments: every block on the way, every item at its end. */
function valuesAt(
  attributes: Attributes,
  [name, ...rest]: string[],
): unknown[] {
  if (rest.length > 0) {
    return blocks(attributes, name).flatMap(inner => valuesAt(inner, rest));
  }
  const value = attributes[name];
  return Array.isArray(value) ? value : [value];
}

/** What has a value of its own: neither missing nor known only later. */
function isGiven(value: unknown): value is string | number {
  return (
    (typeof value === 'string' || typeof value === 'number') &&
    !isExpression(value)
  );
}

/** Arguments that take one of a few values have one of them. */
export const valuesAccepted: PolicyRule = {
  id: 'values-accepted',
  severity: 'blocker',
  title: 'Values must be ones that AWS accepts',
  why: 'The provider refuses some of these values; the others are only refused by AWS, when half of the environment is there.',
  fix: 'Write one of the values that are named.',
  check: ({ resources }) =>
    PROVIDER_VALUES.flatMap(({ type, argument, values }) =>
      resources.ofType(type).flatMap(({ address, attributes }) =>
        valuesAt(attributes, argument.split('.'))
          .filter(isGiven)
          .filter(value => !values.some(known => String(known) === `${value}`))
          .map(value => ({
            resource: address,
            detail: `${argument} is ${JSON.stringify(
              value,
            )}; AWS knows ${values.join(', ')}.`,
          })),
      ),
    ),
};
