import { Account, Accounts } from '../store/Accounts';
import { badCredentials } from './GitHubError';

/**
 * Whose token a request bears: in any of the ways that GitHub's clients and git
 * send it. Undefined without one; throws 401 for an unknown one.
 */
export function readActor(
  accounts: Accounts,
  authorization: string | undefined,
): Account | undefined {
  if (authorization === undefined || authorization === '') {
    return undefined;
  }
  const [scheme, value = ''] = authorization.trim().split(/\s+/, 2);
  const candidates = /^(token|bearer)$/i.test(scheme)
    ? [value]
    : basicCandidates(scheme, value);
  for (const token of candidates.filter(candidate => candidate !== '')) {
    const account = accounts.byToken(token);
    if (account) {
      return account;
    }
  }
  throw badCredentials();
}

/** Basic sign-in bears the token as the password, or alone as the user name. */
function basicCandidates(scheme: string, value: string): string[] {
  if (!/^basic$/i.test(scheme)) {
    return [];
  }
  const [user, ...rest] = Buffer.from(value, 'base64')
    .toString('utf8')
    .split(':');
  return [rest.join(':'), user];
}
