import { listOf } from '../policies/statements';

/** What IAM makes of a pattern: `*` is any text, `?` any one character. */
function matches(pattern: string, text: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${expression}$`).test(text);
}

/** Whether statements of a policy let somebody read what a secret holds. */
export function mayRead(
  statements: readonly Record<string, unknown>[],
  arn: string,
): boolean {
  return statements.some(
    ({ Effect, Action, Resource }) =>
      Effect === 'Allow' &&
      listOf(Action).some(action =>
        matches(action, 'secretsmanager:GetSecretValue'),
      ) &&
      listOf(Resource).some(resource => matches(resource, arn)),
  );
}
