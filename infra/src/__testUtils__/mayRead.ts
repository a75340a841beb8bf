import { listOf } from '../policies/statements';
import { matchesWildcards } from './wildcards';

/** Whether statements of a policy let somebody read what a secret holds. */
export function mayRead(
  statements: readonly Record<string, unknown>[],
  arn: string,
): boolean {
  return statements.some(
    ({ Effect, Action, Resource }) =>
      Effect === 'Allow' &&
      listOf(Action).some(action =>
        matchesWildcards(action, 'secretsmanager:GetSecretValue'),
      ) &&
      listOf(Resource).some(resource => matchesWildcards(resource, arn)),
  );
}
