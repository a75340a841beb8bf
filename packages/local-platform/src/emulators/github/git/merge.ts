import { GitRepository } from './GitRepository';
import { GitSignature } from './gitObjects';
import { listCommits } from './history';

/** A merge that git could make by itself, or the paths that it could not. */
export type MergeOutcome =
  | { status: 'merged'; tree: string }
  | { status: 'conflict'; paths: string[] };

/** Merges two commits in the object store alone: no ref moves. */
export async function mergeCommits(
  git: GitRepository,
  ours: string,
  theirs: string,
): Promise<MergeOutcome> {
  const { exitCode, stdout } = await git.run(
    [
      'merge-tree',
      '--write-tree',
      '-z',
      '--name-only',
      '--no-messages',
      ours,
      theirs,
    ],
    { allowedExitCodes: [0, 1] },
  );
  const [tree, ...paths] = stdout.toString('utf8').split('\0');
  return exitCode === 0
    ? { status: 'merged', tree: tree.trim() }
    : { status: 'conflict', paths: paths.filter(path => path !== '') };
}

/** A history replayed on another commit, or the paths where that failed. */
export type RebaseOutcome =
  | { status: 'rebased'; commit: string }
  | { status: 'conflict'; paths: string[] };

/**
 * Replays the commits of `head` that `base` lacks on top of `base`. Merge
 * commits are left out, as GitHub does.
 */
export async function rebaseCommits(
  git: GitRepository,
  base: string,
  head: string,
  committer: GitSignature,
): Promise<RebaseOutcome> {
  const commits = await listCommits(git, {
    to: head,
    from: base,
    oldestFirst: true,
  });
  let tip = base;
  for (const commit of commits.filter(({ parents }) => parents.length <= 1)) {
    const ours = await git.readCommit(tip);
    // Git 2.39 takes no merge base by option. A commit with our tree on the
    // replayed commit's own parent makes that parent the merge base.
    const stand = await git.writeCommit({
      tree: ours?.tree ?? commit.tree,
      parents: commit.parents,
      author: committer,
      committer,
      message: 'rebase',
    });
    const outcome = await mergeCommits(git, stand, commit.sha);
    if (outcome.status === 'conflict') {
      return outcome;
    }
    tip = await git.writeCommit({
      ...commit,
      tree: outcome.tree,
      parents: [tip],
      committer,
    });
  }
  return { status: 'rebased', commit: tip };
}
