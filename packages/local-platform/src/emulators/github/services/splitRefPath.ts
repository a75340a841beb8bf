import { HostedRepository } from '../store/HostedRepository';

const MAX_REF_PARTS = 8;

/**
 * Reads `<ref>/<path>`, where the ref may hold slashes too: the first beginning
 * that names a commit is the ref, as no two branches can stand in each other's
 * way.
 */
export async function splitRefPath(
  { git, state }: HostedRepository,
  text: string,
): Promise<{ ref: string; commit: string; path: string } | undefined> {
  const clean = text.replace(/^\/+|\/+$/g, '');
  if (clean === '') {
    const commit = await git.resolveCommit(state.defaultBranch);
    return commit ? { ref: state.defaultBranch, commit, path: '' } : undefined;
  }
  const parts = clean.split('/');
  const longest = Math.min(parts.length, MAX_REF_PARTS);
  for (let length = 1; length <= longest; length += 1) {
    const ref = parts.slice(0, length).join('/');
    const commit = await git.resolveCommit(ref);
    if (commit) {
      return { ref, commit, path: parts.slice(length).join('/') };
    }
  }
  return undefined;
}
