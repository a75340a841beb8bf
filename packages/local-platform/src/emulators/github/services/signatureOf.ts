import { GitSignature } from '../git/gitObjects';
import { Account } from '../store/Accounts';

/** How an account signs its commits. */
export function signatureOf(account: Account, date: string): GitSignature {
  return { name: account.name, email: account.email ?? '', date };
}
