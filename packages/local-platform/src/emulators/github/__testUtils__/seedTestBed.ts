import { join } from 'node:path';
import { SeedResult } from '../seed/seedRepository';
import { git, GitHubTestBed, writeFiles } from './gitHubTestBed';

/** A checkout to seed from, and what is asked of the host about it. */
export interface SeedTestBed {
  repo: string;
  source: string;
  seed(exclude?: string[]): Promise<SeedResult>;
}

let count = 0;

/** Makes a checkout with git, for a repository of its own. */
export async function makeCheckout(bed: GitHubTestBed): Promise<SeedTestBed> {
  count += 1;
  const repo = `seeded-${count}`;
  const source = join(bed.folder, repo);
  await writeFiles(source, {
    '.gitignore': 'node_modules\n*.log\n.portico\n',
    'README.md': 'one\n',
    'services/order/a.ts': 'a\n',
    'infra/environments/dev.yaml': 'dev: 1\n',
    'node_modules/x/index.js': 'ignored\n',
  });
  await git(source, 'init', '-q', '-b', 'trunk');
  await git(source, 'add', '-A');
  await git(source, 'commit', '-q', '-m', 'First');
  return {
    repo,
    source,
    seed: exclude =>
      bed.emulator.seed({ owner: 'acme', repo, source, exclude }),
  };
}

/** The files of a repository's main branch, with their modes. */
export async function hostFiles(
  bed: GitHubTestBed,
  repo: string,
): Promise<Record<string, string>> {
  const { data } = await bed.octokit.rest.git.getTree({
    owner: 'acme',
    repo,
    tree_sha: 'main',
    recursive: '1',
  });
  return Object.fromEntries(
    data.tree
      .filter(({ type }) => type === 'blob')
      .map(({ path, mode }) => [path, mode]),
  );
}

/** A file of a repository's main branch. */
export async function hostContent(
  bed: GitHubTestBed,
  repo: string,
  path: string,
): Promise<string> {
  const response = await bed.request(`/repos/acme/${repo}/contents/${path}`, {
    headers: { accept: 'application/vnd.github.raw' },
  });
  return response.text();
}
