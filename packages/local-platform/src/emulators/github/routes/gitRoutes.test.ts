import fs from 'node:fs';
import { chmod, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import isomorphicGit from 'isomorphic-git';
import http from 'isomorphic-git/http/node';
import {
  createRepository,
  git,
  GitHubTestBed,
  startGitHubTestBed,
  TOKEN,
  writeFiles,
} from '../__testUtils__/gitHubTestBed';

const owner = 'acme';

jest.setTimeout(60_000);

describe('git over HTTP', () => {
  let bed: GitHubTestBed;

  beforeAll(async () => {
    bed = await startGitHubTestBed();
  });
  afterAll(() => bed.close());

  const address = (repo: string, credentials = '') =>
    `${bed.emulator.url.replace('//', `//${credentials}`)}/acme/${repo}.git`;
  const withToken = (repo: string) => address(repo, `x-access-token:${TOKEN}@`);

  it('should clone without a token and push with one', async () => {
    await createRepository(bed, 'plain', { 'a/b.txt': 'b\n' });
    await git(bed.folder, 'clone', '-q', address('plain'), 'plain');
    const clone = join(bed.folder, 'plain');
    expect(await readFile(join(clone, 'a/b.txt'), 'utf8')).toBe('b\n');

    await writeFiles(clone, { 'run.sh': '#!/bin/sh\n' });
    await chmod(join(clone, 'run.sh'), 0o755);
    await symlink('run.sh', join(clone, 'link'));
    await git(clone, 'add', '-A');
    await git(clone, 'commit', '-q', '-m', 'Run');
    await expect(git(clone, 'push', '-q', 'origin', 'main')).rejects.toThrow(
      /could not read Username/,
    );
    await git(clone, 'push', '-q', withToken('plain'), 'main');
    const sha = await git(clone, 'rev-parse', 'HEAD');
    const { data } = await bed.octokit.rest.repos.getBranch({
      owner,
      repo: 'plain',
      branch: 'main',
    });
    expect(data.commit.sha).toBe(sha);
    const tree = await bed.octokit.rest.git.getTree({
      owner,
      repo: 'plain',
      tree_sha: 'main',
    });
    expect(tree.data.tree.map(({ path, mode }) => [path, mode])).toEqual([
      ['a', '040000'],
      ['link', '120000'],
      ['run.sh', '100755'],
    ]);
  });

  it('should ask for credentials, and refuse wrong ones', async () => {
    await createRepository(bed, 'asking');
    const refs = `${bed.emulator.url}/acme/asking.git/info/refs`;
    const push = await fetch(`${refs}?service=git-receive-pack`);
    expect(push.status).toBe(401);
    expect(push.headers.get('www-authenticate')).toBe('Basic realm="GitHub"');
    const clone = await fetch(`${refs}?service=git-upload-pack`);
    expect(clone.status).toBe(200);
    expect(clone.headers.get('content-type')).toBe(
      'application/x-git-upload-pack-advertisement',
    );
    const wrong = await fetch(`${refs}?service=git-upload-pack`, {
      headers: { authorization: `Basic ${btoa('x:wrong')}` },
    });
    expect(wrong.status).toBe(401);
    expect((await fetch(refs)).status).toBe(403);
    const body = await fetch(
      `${bed.emulator.url}/acme/asking/git-receive-pack`,
      {
        method: 'POST',
      },
    );
    expect(body.status).toBe(401);
    await expect(
      git(bed.folder, 'clone', '-q', address('nowhere'), 'nowhere'),
    ).rejects.toThrow(/not found/);
  });

  it('should clone shallow, partial and by protocol 2', async () => {
    await createRepository(bed, 'depth', { 'a.txt': 'a\n', 'b.txt': 'b\n' });
    const clone = async (name: string, ...options: string[]) => {
      const target = join(bed.folder, name);
      await git(bed.folder, ...options, address('depth'), target);
      return git(target, 'rev-list', '--count', 'HEAD');
    };
    expect(await clone('d1', 'clone', '-q', '--depth=1')).toBe('1');
    expect(await clone('d2', 'clone', '-q', '--filter=blob:none')).toBe('2');
    expect(await clone('d3', '-c', 'protocol.version=0', 'clone', '-q')).toBe(
      '2',
    );
  });

  it('should take the first push of isomorphic-git, as publish:github makes it', async () => {
    const { data } = await bed.octokit.rest.repos.createInOrg({
      org: 'acme',
      name: 'published',
      private: true,
    });
    const dir = join(bed.folder, 'published');
    await writeFiles(dir, {
      'catalog-info.yaml': 'kind: Component\n',
      'src/index.ts': 'export {};\n',
    });
    await isomorphicGit.init({ fs, dir, defaultBranch: 'master' });
    await isomorphicGit.add({ fs, dir, filepath: '.' });
    await isomorphicGit.commit({
      fs,
      dir,
      message: 'initial commit',
      author: { name: 'Scaffolder', email: 'scaffolder@backstage.io' },
    });
    await isomorphicGit.addRemote({
      fs,
      dir,
      remote: 'origin',
      url: data.clone_url,
    });
    const pushed = await isomorphicGit.push({
      fs,
      http,
      dir,
      remote: 'origin',
      remoteRef: 'refs/heads/master',
      onAuth: () => ({ username: 'x-access-token', password: TOKEN }),
    });
    expect(pushed.ok).toBe(true);
    const after = await bed.octokit.rest.repos.get({
      owner,
      repo: 'published',
    });
    expect(after.data.default_branch).toBe('master');
    expect(after.data.size).toBeGreaterThan(0);
    const file = await bed.request(
      '/repos/acme/published/contents/catalog-info.yaml?ref=master',
      { headers: { accept: 'application/vnd.github.v3.raw' } },
    );
    expect(await file.text()).toBe('kind: Component\n');

    const cloned = join(bed.folder, 'published-clone');
    await isomorphicGit.clone({
      fs,
      http,
      dir: cloned,
      url: data.clone_url,
      depth: 1,
    });
    expect(fs.existsSync(join(cloned, 'src/index.ts'))).toBe(true);
  });
});
