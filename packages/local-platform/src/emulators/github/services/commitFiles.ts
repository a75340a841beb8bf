import { GitSignature, ZERO_ID } from '../git/gitObjects';
import { TreeChange, writeTree } from '../git/trees';
import { RepositoryTransaction } from '../store/HostedRepository';
import { changeRefs } from './changeRefs';

/** A commit to put on a branch. */
export interface BranchCommit {
  branch: string;
  /** What the branch points at; undefined where it begins. */
  parent: string | undefined;
  changes: readonly TreeChange[];
  message: string;
  author: GitSignature;
  committer: GitSignature;
  sender: string;
}

/** Commits changes on top of a branch, under the same rules as a push. */
export async function commitFiles(
  transaction: RepositoryTransaction,
  commit: BranchCommit,
): Promise<string> {
  const { git } = transaction;
  const tree = await writeTree(git, commit.parent, commit.changes);
  const sha = await git.writeCommit({
    tree,
    parents: commit.parent ? [commit.parent] : [],
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
  });
  await changeRefs(
    transaction,
    [
      {
        name: `refs/heads/${commit.branch}`,
        from: commit.parent ?? ZERO_ID,
        to: sha,
      },
    ],
    commit.sender,
  );
  return sha;
}
