import { Account } from '../store/Accounts';
import { HostedRepository } from '../store/HostedRepository';
import { commitFiles } from './commitFiles';
import { signatureOf } from './signatureOf';

/** The first commit of a repository that is made with `auto_init`. */
export async function commitReadme(
  repository: HostedRepository,
  account: Account,
): Promise<void> {
  await repository.exclusive(async transaction => {
    const { state, git, now } = transaction;
    const text = [`# ${state.name}`, state.description ?? ''];
    const sha = await git.writeBlob(`${text.filter(Boolean).join('\n')}\n`);
    const signature = signatureOf(account, now);
    await commitFiles(transaction, {
      branch: state.defaultBranch,
      parent: undefined,
      changes: [{ path: 'README.md', mode: '100644', sha }],
      message: 'Initial commit',
      author: signature,
      committer: signature,
      sender: account.login,
    });
  });
}
