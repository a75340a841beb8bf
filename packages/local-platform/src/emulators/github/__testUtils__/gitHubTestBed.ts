import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Octokit } from '@octokit/rest';
import {
  GitHubEmulator,
  GitHubEmulatorOptions,
  startGitHubEmulator,
} from '../startGitHubEmulator';

/** The token of the user that tests act as. */
export const TOKEN = 'test-token-portico';
/** The token of a second user, who may approve what the first proposes. */
export const REVIEWER_TOKEN = 'test-token-reviewer';

/** An emulator on a folder of its own, and clients for it. */
export interface GitHubTestBed {
  emulator: GitHubEmulator;
  octokit: Octokit;
  /** A folder that is removed at the end. */
  folder: string;
  /** Sends a request with the token, to the API unless the path begins with the base. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** Ends the emulator and starts it again on the same data and port. */
  restart(options?: Partial<GitHubEmulatorOptions>): Promise<void>;
  close(): Promise<void>;
}

/** Starts an emulator for a test. */
export async function startGitHubTestBed(
  options: Partial<GitHubEmulatorOptions> = {},
): Promise<GitHubTestBed> {
  const folder = await mkdtemp(join(tmpdir(), 'github-emulator-'));
  const start = (port: number, more: Partial<GitHubEmulatorOptions> = {}) =>
    startGitHubEmulator({
      dataDir: join(folder, 'data'),
      port,
      token: TOKEN,
      users: [{ login: 'reviewer', token: REVIEWER_TOKEN }],
      webhookRetryDelaysMs: [10, 20],
      ...options,
      ...more,
    });
  const emulator = await start(0);
  const bed: GitHubTestBed = {
    emulator,
    octokit: octokitFor(emulator, TOKEN),
    folder,
    request: (path, init = {}) =>
      fetch(path.startsWith('http') ? path : `${emulator.apiUrl}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${TOKEN}`, ...init.headers },
      }),
    restart: async more => {
      await bed.emulator.stop();
      bed.emulator = await start(bed.emulator.port, more);
    },
    close: async () => {
      await bed.emulator.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return bed;
}

/**
 * The portal's own client. It is an ES module, which Jest can't load by itself:
 * Node's own loader takes it, outside of Jest's registry.
 */
export function octokitFor(emulator: GitHubEmulator, token: string): Octokit {
  const load = process
    .getBuiltinModule('node:module')
    .createRequire(__filename);
  const { Octokit: Client } = load('@octokit/rest') as {
    Octokit: typeof Octokit;
  };
  const quiet = () => {};
  return new Client({
    auth: token,
    baseUrl: emulator.apiUrl,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
}

/** Runs the git that a developer would run, without their settings. */
export async function git(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', args, {
    cwd,
    env: {
      PATH: process.env.PATH,
      HOME: cwd,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      GIT_AUTHOR_NAME: 'Ada',
      GIT_AUTHOR_EMAIL: 'ada@example.com',
      GIT_COMMITTER_NAME: 'Ada',
      GIT_COMMITTER_EMAIL: 'ada@example.com',
    },
  });
  return stdout.trim();
}

/** Writes files into a folder. */
export async function writeFiles(
  folder: string,
  files: Record<string, string>,
): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** Makes a repository whose main branch has these files; returns the commit. */
export async function createRepository(
  bed: GitHubTestBed,
  repo: string,
  files: Record<string, string> = { 'README.md': '# Hello\n' },
): Promise<string> {
  const { octokit } = bed;
  await octokit.rest.repos.createInOrg({ org: 'acme', name: repo });
  const [first, ...others] = Object.entries(files);
  let commit = '';
  for (const [path, content] of [first, ...others]) {
    const { data } = await octokit.rest.repos.createOrUpdateFileContents({
      owner: 'acme',
      repo,
      path,
      message: `Add ${path}`,
      content: Buffer.from(content).toString('base64'),
    });
    commit = data.commit.sha ?? '';
  }
  return commit;
}

/** Commits files on a new branch off main, by the trees API as the portal does. */
export async function commitOnBranch(
  bed: GitHubTestBed,
  repo: string,
  branch: string,
  files: Record<string, string>,
): Promise<string> {
  const { rest } = bed.octokit;
  const place = { owner: 'acme', repo };
  const main = await rest.git.getRef({ ...place, ref: 'heads/main' });
  const parent = main.data.object.sha;
  const tree = await rest.git.createTree({
    ...place,
    base_tree: parent,
    tree: Object.entries(files).map(([path, content]) => ({
      path,
      mode: '100644' as const,
      type: 'blob' as const,
      content,
    })),
  });
  const commit = await rest.git.createCommit({
    ...place,
    message: `Change ${Object.keys(files).join(', ')}`,
    tree: tree.data.sha,
    parents: [parent],
  });
  await rest.git.createRef({
    ...place,
    ref: `refs/heads/${branch}`,
    sha: commit.data.sha,
  });
  return commit.data.sha;
}

/** Commits files on a branch and opens a pull request for it. */
export async function proposeChange(
  bed: GitHubTestBed,
  repo: string,
  branch = 'change',
  files: Record<string, string> = { 'a.txt': 'one\n' },
) {
  const sha = await commitOnBranch(bed, repo, branch, files);
  const { data } = await bed.octokit.rest.pulls.create({
    owner: 'acme',
    repo,
    title: `Propose ${branch}`,
    body: 'Because.',
    head: branch,
    base: 'main',
  });
  return { sha, pull: data };
}

/** A file's content as the API takes it. */
export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
