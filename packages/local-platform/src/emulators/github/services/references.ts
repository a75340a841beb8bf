import { GitRepository } from '../git/GitRepository';
import { GitHubError, notFound } from '../http/GitHubError';
import { HostedRepository } from '../store/HostedRepository';

/** The commit that a client names, or 404 as GitHub words it. */
export async function commitAt(
  repository: HostedRepository,
  ref: string | null | undefined,
): Promise<string> {
  const { git, state } = repository;
  const name = ref || state.defaultBranch;
  const sha = await git.resolveCommit(name);
  if (sha) {
    return sha;
  }
  if (await git.isEmpty()) {
    throw notFound('This repository is empty.');
  }
  throw notFound(`No commit found for the ref ${name}`);
}

/** Refuses to work on the objects of a repository that has none, as GitHub does. */
export async function refuseEmpty(git: GitRepository): Promise<void> {
  if (await git.isEmpty()) {
    throw new GitHubError(409, 'Git Repository is empty.');
  }
}
