import { ZERO_ID } from '../git/gitObjects';
import { HostedRepository } from '../store/HostedRepository';
import { followInPulls } from './followInPulls';
import { settleInterruptedMerge } from './mergePull';

/**
 * Brings the pull requests of a repository in line with its branches, which a
 * crash between the two may have left apart.
 */
export async function reconcile(
  repository: HostedRepository,
  sender: string,
): Promise<void> {
  await repository.exclusive(async transaction => {
    const { git, state } = transaction;
    const refs = await git.listRefs('refs/heads');
    const heads = new Map(refs.map(({ name, sha }) => [name, sha]));
    for (const pull of state.pulls.filter(item => item.state === 'open')) {
      await settleInterruptedMerge(transaction, pull);
      const ends = [pull.head, pull.base].map(({ ref, sha }) => ({
        name: `refs/heads/${ref}`,
        from: sha,
        to: heads.get(`refs/heads/${ref}`) ?? ZERO_ID,
      }));
      const moved = ends.filter(({ from, to }) => from !== to);
      await followInPulls(transaction, moved, sender, [pull]);
    }
  });
}
