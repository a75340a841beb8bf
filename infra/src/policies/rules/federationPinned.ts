import { isRecord } from '../../document/attributes';
import { PolicyRule } from '../PolicyRule';
import {
  PolicyStatement,
  conditionsOf,
  isEverybody,
  listOf,
  statementsOf,
} from '../statements';

const BY_TOKEN = 'sts:AssumeRoleWithWebIdentity';

/** Claims of a token that must be compared: who asks, and whom the token is for. */
const CLAIMS = ['sub', 'aud'];

/** Whether an action is, or with its wildcards takes in, the one by a token. */
function takesTokens(action: string): boolean {
  const pattern = action
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${pattern}$`, 'i').test(BY_TOKEN);
}

/**
 * Cognito hands out identities of its own, and has no subject to compare; who signs in
 * by SAML has no token of this kind.
 */
const OTHERS = /^cognito-identity\.amazonaws\.com$|:saml-provider\//;

/** Whether anybody whom a provider of tokens vouches for is among those who are trusted. */
function trustsProviders(principal: unknown): boolean {
  const providers = isRecord(principal) ? listOf(principal.Federated) : [];
  return (
    isEverybody(principal) || providers.some(provider => !OTHERS.test(provider))
  );
}

function isFederated({ effect, actions, principal }: PolicyStatement): boolean {
  return (
    effect === 'Allow' &&
    actions.some(takesTokens) &&
    trustsProviders(principal)
  );
}

function looseClaims(statement: PolicyStatement): string[] {
  const compared = conditionsOf(statement, 'StringEquals')
    .filter(([, values]) => values.length > 0)
    .map(([key]) => key);
  return CLAIMS.filter(
    claim => !compared.some(key => key.endsWith(`:${claim}`)),
  );
}

/** A role that trusts tokens of somebody else trusts exactly one subject, for exactly one audience. */
export const federationPinned: PolicyRule = {
  id: 'federation-pinned',
  severity: 'blocker',
  title: 'Trust in tokens of others must name subject and audience exactly',
  why: 'Without it every repository or cluster that the same provider gives tokens to may take the role; with a pattern those do whose name fits.',
  fix: 'Compare sub and aud by StringEquals.',
  check: ({ resources }) =>
    resources.ofType('aws_iam_role').flatMap(({ address, attributes }) =>
      (statementsOf(attributes, 'assume_role_policy') ?? [])
        .filter(isFederated)
        .map(looseClaims)
        .filter(claims => claims.length > 0)
        .map(claims => ({
          resource: address,
          detail: `It does not compare ${claims.join(' and ')} exactly.`,
        })),
    ),
};
