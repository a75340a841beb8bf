import {
  commitOnBranch,
  createRepository,
  GitHubTestBed,
  startGitHubTestBed,
} from '../__testUtils__/gitHubTestBed';

const owner = 'acme';

jest.setTimeout(60_000);

describe('HostedRepository', () => {
  let bed: GitHubTestBed;

  beforeAll(async () => {
    bed = await startGitHubTestBed();
  });
  afterAll(() => bed.close());

  it('should number pull requests one by one when many open at once', async () => {
    const { rest } = bed.octokit;
    await createRepository(bed, 'many');
    const branches = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6'];
    for (const branch of branches) {
      await commitOnBranch(bed, 'many', branch, { [branch]: `${branch}\n` });
    }
    const opened = await Promise.all(
      branches.map(head =>
        rest.pulls.create({
          owner,
          repo: 'many',
          title: head,
          head,
          base: 'main',
        }),
      ),
    );
    expect(opened.map(({ data }) => data.number).sort()).toEqual([
      1, 2, 3, 4, 5, 6,
    ]);
    expect(new Set(opened.map(({ data }) => data.id)).size).toBe(6);
    const merged = await Promise.all(
      opened.map(({ data }) =>
        rest.pulls.merge({ owner, repo: 'many', pull_number: data.number }),
      ),
    );
    expect(merged.every(({ data }) => data.merged)).toBe(true);
    const tree = await rest.git.getTree({
      owner,
      repo: 'many',
      tree_sha: 'main',
    });
    expect(tree.data.tree.map(({ path }) => path)).toEqual([
      'README.md',
      ...branches,
    ]);
  });
});
