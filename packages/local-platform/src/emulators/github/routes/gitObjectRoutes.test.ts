import {
  commitOnBranch,
  createRepository,
  GitHubTestBed,
  startGitHubTestBed,
} from '../__testUtils__/gitHubTestBed';

const owner = 'acme';

jest.setTimeout(60_000);

describe('the git database', () => {
  let bed: GitHubTestBed;

  beforeAll(async () => {
    bed = await startGitHubTestBed();
  });
  afterAll(() => bed.close());

  it('should build commits from blobs and trees', async () => {
    const { rest } = bed.octokit;
    await createRepository(bed, 'objects', {
      'keep.txt': 'keep\n',
      'drop/a.txt': 'a\n',
      'drop/b.txt': 'b\n',
    });
    const place = { owner, repo: 'objects' };
    const bytes = Buffer.from([0, 255, 1, 254]);
    const blob = await rest.git.createBlob({
      ...place,
      encoding: 'base64',
      content: bytes.toString('base64'),
    });
    const read = await rest.git.getBlob({
      ...place,
      file_sha: blob.data.sha,
    });
    expect(Buffer.from(read.data.content, 'base64')).toEqual(bytes);
    const before = await rest.git.getTree({
      ...place,
      tree_sha: 'main',
      recursive: '1',
    });
    expect(before.data.tree.map(({ path, type }) => `${type} ${path}`)).toEqual(
      ['tree drop', 'blob drop/a.txt', 'blob drop/b.txt', 'blob keep.txt'],
    );
    const drop = before.data.tree[0].sha ?? '';
    const tree = await rest.git.createTree({
      ...place,
      base_tree: before.data.sha,
      tree: [
        {
          path: 'bin/tool',
          mode: '100755',
          type: 'blob',
          sha: blob.data.sha,
        },
        { path: 'copy', mode: '040000', type: 'tree', sha: drop },
        { path: 'drop/a.txt', mode: '100644', type: 'blob', sha: null },
      ],
    });
    const after = await rest.git.getTree({
      ...place,
      tree_sha: tree.data.sha,
      recursive: 'true',
    });
    expect(
      after.data.tree
        .filter(({ type }) => type === 'blob')
        .map(({ path }) => path),
    ).toEqual([
      'bin/tool',
      'copy/a.txt',
      'copy/b.txt',
      'drop/b.txt',
      'keep.txt',
    ]);
    const refuse = (entry: {
      path: string;
      sha?: string | null;
      mode?: '100644';
    }) =>
      expect(
        rest.git.createTree({
          ...place,
          base_tree: before.data.sha,
          tree: [{ mode: '100644', type: 'blob', ...entry }],
        }),
      ).rejects.toMatchObject({ status: 422 });
    await refuse({ path: 'gone.txt', sha: null });
    await refuse({ path: 'x', sha: '1'.repeat(40) });
    await refuse({ path: 'x', sha: drop });
    await refuse({ path: '../x', sha: blob.data.sha });
    await refuse({ path: '.git/config', sha: blob.data.sha });
    await refuse({ path: 'a\nb', sha: blob.data.sha });
    await expect(
      rest.git.createCommit({ ...place, message: 'x', tree: '1'.repeat(40) }),
    ).rejects.toMatchObject({ status: 422 });
  });

  it('should refuse to work on an empty repository', async () => {
    await bed.octokit.rest.repos.createInOrg({ org: 'acme', name: 'void' });
    await expect(
      bed.octokit.rest.git.createBlob({ owner, repo: 'void', content: 'x' }),
    ).rejects.toMatchObject({
      status: 409,
      response: { data: { message: 'Git Repository is empty.' } },
    });
  });

  it('should make, read, move and remove refs, encoded or not', async () => {
    const { rest } = bed.octokit;
    const first = await createRepository(bed, 'refs');
    const place = { owner, repo: 'refs' };
    const side = await commitOnBranch(bed, 'refs', 'a/b', { 'x.txt': 'x\n' });
    for (const path of [
      'ref/heads%2Fa%2Fb',
      'ref/heads/a/b',
      'refs/heads%2Fa/b',
    ]) {
      const response = await bed.request(`/repos/acme/refs/git/${path}`);
      expect(await response.json()).toMatchObject({
        ref: 'refs/heads/a/b',
        object: { sha: side, type: 'commit' },
      });
    }
    const create = (ref: string, sha = first) =>
      rest.git.createRef({ ...place, ref, sha });
    const refusal = async (attempt: Promise<unknown>) => {
      const error = await attempt.then(
        () => undefined,
        (thrown: { status: number; response: { data: { message: string } } }) =>
          thrown,
      );
      return error && `${error.status} ${error.response.data.message}`;
    };
    expect(await refusal(create('refs/heads/a/b'))).toBe(
      '422 Reference already exists',
    );
    expect(await refusal(create('refs/heads/c', '1'.repeat(40)))).toBe(
      '422 Object does not exist',
    );
    expect(await refusal(create('refs/heads/a'))).toMatch(/^422 .*a\/b exists/);
    expect(await refusal(create('refs/heads/a/b/c'))).toMatch(/^422 .*exists/);
    expect(await refusal(create('refs/pull/1/head'))).toMatch(/^422 /);
    const move = (sha: string, force?: boolean) =>
      rest.git.updateRef({ ...place, ref: 'heads/a/b', sha, force });
    expect(await refusal(move(first))).toBe('422 Update is not a fast forward');
    expect((await move(first, true)).data.object.sha).toBe(first);
    expect((await move(side)).data.object.sha).toBe(side);
    const matching = await rest.git.listMatchingRefs({
      ...place,
      ref: 'heads/a',
    });
    expect(matching.data.map(({ ref }) => ref)).toEqual(['refs/heads/a/b']);
    await create('refs/tags/v1');
    expect((await rest.repos.listTags(place)).data).toMatchObject([
      { name: 'v1', commit: { sha: first } },
    ]);
    await rest.git.deleteRef({ ...place, ref: 'heads/a/b' });
    expect(
      await refusal(rest.git.deleteRef({ ...place, ref: 'heads/a/b' })),
    ).toBe('422 Reference does not exist');
    expect(
      await refusal(rest.git.deleteRef({ ...place, ref: 'heads/main' })),
    ).toBe('422 Cannot delete the default branch');
  });
});
