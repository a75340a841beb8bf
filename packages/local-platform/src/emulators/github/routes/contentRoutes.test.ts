import {
  createRepository,
  GitHubTestBed,
  startGitHubTestBed,
  base64,
} from '../__testUtils__/gitHubTestBed';

const owner = 'acme';

jest.setTimeout(60_000);

describe('contents', () => {
  let bed: GitHubTestBed;

  beforeAll(async () => {
    bed = await startGitHubTestBed();
  });
  afterAll(() => bed.close());

  it('should write and read files with their versions', async () => {
    const { rest } = bed.octokit;
    const place = { owner, repo: 'files' };
    await rest.repos.createInOrg({ org: 'acme', name: 'files' });
    await expect(
      rest.repos.getContent({ ...place, path: 'a/b c#.txt' }),
    ).rejects.toMatchObject({
      status: 404,
      response: { data: { message: 'This repository is empty.' } },
    });
    const file = { ...place, path: 'a/b c#.txt' };
    const added = await rest.repos.createOrUpdateFileContents({
      ...file,
      message: 'Add',
      content: base64('one\n'),
    });
    expect(added.status).toBe(201);
    await expect(
      rest.repos.createOrUpdateFileContents({
        ...file,
        message: 'Again',
        content: base64('two\n'),
      }),
    ).rejects.toMatchObject({ status: 422 });
    await expect(
      rest.repos.createOrUpdateFileContents({
        ...file,
        message: 'Stale',
        content: base64('two\n'),
        sha: '1'.repeat(40),
      }),
    ).rejects.toMatchObject({ status: 409 });
    const changed = await rest.repos.createOrUpdateFileContents({
      ...file,
      message: 'Change',
      content: base64('two\n'),
      sha: added.data.content?.sha,
      author: { name: 'Ada', email: 'ada@example.com' },
    });
    expect(changed.status).toBe(200);
    expect(changed.data.commit.author).toMatchObject({ name: 'Ada' });
    const read = await rest.repos.getContent(file);
    expect(read.data).toMatchObject({
      type: 'file',
      name: 'b c#.txt',
      path: 'a/b c#.txt',
      size: 4,
      encoding: 'base64',
      sha: changed.data.content?.sha,
      download_url: `${bed.emulator.url}/raw/acme/files/main/a/b%20c%23.txt`,
    });
    const old = await bed.request(
      `/repos/acme/files/contents/a/b%20c%23.txt?ref=${added.data.commit.sha}`,
      { headers: { accept: 'application/vnd.github.raw+json' } },
    );
    expect(await old.text()).toBe('one\n');
    const folder = await rest.repos.getContent({ ...place, path: 'a' });
    expect(folder.data).toEqual([
      expect.objectContaining({ type: 'file', path: 'a/b c#.txt', size: 4 }),
    ]);
    await rest.repos.deleteFile({
      ...file,
      message: 'Delete',
      sha: changed.data.content?.sha ?? '',
    });
    await expect(rest.repos.getContent(file)).rejects.toMatchObject({
      status: 404,
    });
    await expect(
      rest.repos.createOrUpdateFileContents({
        ...place,
        path: 'x',
        message: 'x',
        content: 'no base64!',
      }),
    ).rejects.toMatchObject({ status: 422 });
  });

  it('should follow links inside the repository and none that lead out', async () => {
    const { rest } = bed.octokit;
    await createRepository(bed, 'links', { 'docs/real.md': 'real\n' });
    const place = { owner, repo: 'links' };
    const tree = await rest.git.createTree({
      ...place,
      base_tree: (
        await rest.git.getTree({ ...place, tree_sha: 'main' })
      ).data.sha,
      tree: [
        { path: 'in', mode: '120000', type: 'blob', content: 'docs/real.md' },
        {
          path: 'out',
          mode: '120000',
          type: 'blob',
          content: '../../etc/passwd',
        },
        { path: 'loop', mode: '120000', type: 'blob', content: 'loop' },
      ],
    });
    const head = await rest.git.getRef({ ...place, ref: 'heads/main' });
    const commit = await rest.git.createCommit({
      ...place,
      message: 'Links',
      tree: tree.data.sha,
      parents: [head.data.object.sha],
    });
    await rest.git.updateRef({
      ...place,
      ref: 'heads/main',
      sha: commit.data.sha,
    });
    const raw = async (path: string) => {
      const response = await bed.request(`/repos/acme/links/contents/${path}`, {
        headers: { accept: 'application/vnd.github.v3.raw' },
      });
      return response.text();
    };
    expect(await raw('in')).toBe('real\n');
    expect(JSON.parse(await raw('out'))).toMatchObject({ type: 'symlink' });
    expect(JSON.parse(await raw('loop'))).toMatchObject({ type: 'symlink' });
  });
});
