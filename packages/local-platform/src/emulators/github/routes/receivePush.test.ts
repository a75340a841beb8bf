import fs from 'node:fs';
import { join } from 'node:path';
import isomorphicGit from 'isomorphic-git';
import http from 'isomorphic-git/http/node';
import {
  commitOnBranch,
  createRepository,
  git,
  GitHubTestBed,
  startGitHubTestBed,
  TOKEN,
  writeFiles,
} from '../__testUtils__/gitHubTestBed';

const owner = 'acme';

jest.setTimeout(60_000);

describe('receivePush', () => {
  let bed: GitHubTestBed;

  beforeAll(async () => {
    bed = await startGitHubTestBed();
  });
  afterAll(() => bed.close());

  const address = (repo: string, credentials = '') =>
    `${bed.emulator.url.replace('//', `//${credentials}`)}/acme/${repo}.git`;
  const withToken = (repo: string) => address(repo, `x-access-token:${TOKEN}@`);

  it('should tell a push to a pull request before the push ends', async () => {
    await createRepository(bed, 'sync');
    await commitOnBranch(bed, 'sync', 'change', { 'a.txt': 'a\n' });
    await bed.octokit.rest.pulls.create({
      owner,
      repo: 'sync',
      title: 'Change',
      head: 'change',
      base: 'main',
    });
    const clone = join(bed.folder, 'sync');
    await git(bed.folder, 'clone', '-q', '-b', 'change', withToken('sync'));
    await git(clone, 'commit', '-q', '--amend', '-m', 'Amended');
    await git(clone, 'push', '-q', '--force', 'origin', 'change');
    const { data } = await bed.octokit.rest.pulls.get({
      owner,
      repo: 'sync',
      pull_number: 1,
    });
    expect(data.head.sha).toBe(await git(clone, 'rev-parse', 'HEAD'));
    await git(clone, 'fetch', '-q', 'origin', 'refs/pull/1/head');
    expect(await git(clone, 'rev-parse', 'FETCH_HEAD')).toBe(data.head.sha);
  });

  it('should refuse pushes that a protected branch forbids', async () => {
    await createRepository(bed, 'guarded', { 'a.txt': 'a\n', 'b.txt': 'b\n' });
    const protect = (reviews: boolean) =>
      bed.octokit.rest.repos.updateBranchProtection({
        owner,
        repo: 'guarded',
        branch: 'main',
        required_status_checks: null,
        required_pull_request_reviews: reviews ? {} : null,
        enforce_admins: true,
        restrictions: null,
      });
    const clone = join(bed.folder, 'guarded');
    await git(bed.folder, 'clone', '-q', withToken('guarded'));
    const before = await git(clone, 'rev-parse', 'HEAD');
    await protect(false);
    await git(clone, 'reset', '-q', '--hard', 'HEAD~1');
    await git(clone, 'commit', '-q', '--allow-empty', '-m', 'Other');
    await expect(
      git(clone, 'push', '--force', 'origin', 'main'),
    ).rejects.toThrow(/non-fast-forward/);
    await expect(
      git(clone, 'push', 'origin', ':refs/heads/main'),
    ).rejects.toThrow(
      /GH006: Protected branch update failed for refs\/heads\/main/,
    );
    await git(clone, 'reset', '-q', '--hard', before);
    await git(clone, 'commit', '-q', '--allow-empty', '-m', 'Forward');
    await protect(true);
    await expect(git(clone, 'push', 'origin', 'main')).rejects.toThrow(
      /Changes must be made through a pull request[^]*protected branch hook declined/,
    );
    const refused = await isomorphicGit
      .push({
        fs,
        http,
        dir: clone,
        remote: 'origin',
        ref: 'main',
        onAuth: () => ({ username: TOKEN }),
      })
      .then(
        () => undefined,
        (error: Error) => error.message,
      );
    expect(refused).toMatch(/refs\/heads\/main.*protected branch/);
    const head = await git(clone, 'ls-remote', 'origin', 'refs/heads/main');
    expect(head.split('\t')[0]).toBe(before);
    await git(clone, 'push', '-q', 'origin', 'main:free');
  });

  it("should keep the host's own refs out of reach", async () => {
    await createRepository(bed, 'hidden');
    const source = join(bed.folder, 'hidden-source');
    await writeFiles(source, { 'seeded.txt': 'x\n' });
    await bed.emulator.seed({ owner, repo: 'hidden', source });
    const clone = join(bed.folder, 'hidden');
    await git(bed.folder, 'clone', '-q', withToken('hidden'));
    const refs = await git(clone, 'ls-remote', 'origin');
    expect(refs.split('\n').map(line => line.split('\t')[1])).toEqual([
      'HEAD',
      'refs/heads/main',
    ]);
    for (const ref of ['refs/portico/seed', 'refs/pull/9/head']) {
      await expect(
        git(clone, 'push', 'origin', `HEAD~1:${ref}`),
      ).rejects.toThrow(/deny updating a hidden ref|hidden/);
    }
    for (const path of [
      'git/ref/portico/seed',
      'contents/seeded.txt?ref=refs/portico/seed',
      'contents/seeded.txt?ref=portico/seed',
      'commits/refs%2Fportico%2Fseed/status',
    ]) {
      const read = await bed.request(`/repos/acme/hidden/${path}`);
      expect(read.status).toBe(404);
    }
  });

  it('should leave a push that is no git untouched', async () => {
    await createRepository(bed, 'garbage');
    const response = await bed.request(
      `${bed.emulator.url}/acme/garbage.git/git-receive-pack`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-git-receive-pack-request' },
        body: 'this is no push',
      },
    );
    expect([200, 400, 500]).toContain(response.status);
    const { data } = await bed.octokit.rest.repos.listBranches({
      owner,
      repo: 'garbage',
    });
    expect(data.map(({ name }) => name)).toEqual(['main']);
    expect(
      await git(bed.folder, 'ls-remote', address('garbage'), 'refs/heads/main'),
    ).toMatch(/refs\/heads\/main$/);
  });
});
