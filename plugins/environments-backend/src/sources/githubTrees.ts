import { Octokit } from '@octokit/rest';
import { GitHostError } from './GitHostError';
import { PlatformFile } from './PlatformRepository';

interface TreeTarget {
  owner: string;
  repo: string;
  /** The folder inside the repository, without slashes at its ends. */
  path: string;
}

async function readTree(
  octokit: Octokit,
  { owner, repo }: TreeTarget,
  tree: string,
) {
  const { data } = await octokit.rest.git.getTree({
    owner,
    repo,
    tree_sha: tree,
  });
  if (data.truncated) {
    throw new GitHostError(
      'too-large',
      'The Git host gave only a part of the folder, because it has too many entries',
    );
  }
  return data.tree;
}

/**
 * Lists the files of a folder at a commit, one tree a level. The contents API
 * would end after 1,000 entries without a word; trees tell when they are cut.
 */
export async function listTreeFiles(
  octokit: Octokit,
  target: TreeTarget,
  commit: string,
): Promise<PlatformFile[]> {
  let entries = await readTree(octokit, target, commit);
  for (const folder of target.path.split('/')) {
    const next = entries.find(
      entry => entry.path === folder && entry.type === 'tree',
    );
    // Git knows no empty folders: one that is not there has no files.
    if (!next?.sha) return [];
    entries = await readTree(octokit, target, next.sha);
  }
  return entries
    .filter(entry => entry.type === 'blob' && entry.mode !== '120000')
    .flatMap(({ path, sha, size }) =>
      path && sha
        ? [
            {
              name: path,
              path: `${target.path}/${path}`,
              sha,
              sizeBytes: size ?? 0,
            },
          ]
        : [],
    );
}
