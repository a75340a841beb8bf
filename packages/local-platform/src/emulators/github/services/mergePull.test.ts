import {
  commitOnBranch,
  createRepository,
  GitHubTestBed,
  proposeChange,
  startGitHubTestBed,
} from '../__testUtils__/gitHubTestBed';

const owner = 'acme';

jest.setTimeout(60_000);

describe('mergePull', () => {
  let bed: GitHubTestBed;

  beforeAll(async () => {
    bed = await startGitHubTestBed();
  });
  afterAll(() => bed.close());

  it('should lead from a commit by the trees API to a merge', async () => {
    const { rest } = bed.octokit;
    const base = await createRepository(bed, 'flow');
    const { sha, pull } = await proposeChange(bed, 'flow', 'environments/dev', {
      'infra/environments/dev.yaml': 'kind: Environment\n',
    });
    expect(pull).toMatchObject({
      number: 1,
      state: 'open',
      html_url: `${bed.emulator.url}/acme/flow/pull/1`,
      head: { ref: 'environments/dev', sha, label: 'acme:environments/dev' },
      base: { ref: 'main', sha: base },
      mergeable: true,
      mergeable_state: 'clean',
      commits: 1,
      additions: 1,
      changed_files: 1,
      user: { login: 'portico' },
    });

    const ref = { owner, repo: 'flow', pull_number: 1 };
    const files = await rest.pulls.listFiles(ref);
    expect(files.data).toEqual([
      expect.objectContaining({
        filename: 'infra/environments/dev.yaml',
        status: 'added',
        additions: 1,
        deletions: 0,
        patch: '@@ -0,0 +1 @@\n+kind: Environment',
      }),
    ]);
    const commits = await rest.pulls.listCommits(ref);
    expect(commits.data.map(commit => commit.sha)).toEqual([sha]);

    const merged = await rest.pulls.merge({ ...ref, sha });
    expect(merged.data).toMatchObject({ merged: true });
    const after = await rest.pulls.get(ref);
    expect(after.data).toMatchObject({
      state: 'closed',
      merged: true,
      merge_commit_sha: merged.data.sha,
      merged_by: { login: 'portico' },
    });
    expect((await rest.pulls.checkIfMerged(ref)).status).toBe(204);
    const head = await rest.git.getRef({
      owner,
      repo: 'flow',
      ref: 'heads/main',
    });
    expect(head.data.object.sha).toBe(merged.data.sha);
    const commit = await rest.repos.getCommit({
      owner,
      repo: 'flow',
      ref: 'main',
    });
    expect(commit.data.parents.map(parent => parent.sha)).toEqual([base, sha]);
    expect(commit.data.commit.message).toBe(
      'Merge pull request #1 from acme/environments/dev\n\nPropose environments/dev',
    );
  });

  it('should squash into one commit on top of the base', async () => {
    const base = await createRepository(bed, 'squash');
    const { pull } = await proposeChange(bed, 'squash');
    const { data } = await bed.octokit.rest.pulls.merge({
      owner,
      repo: 'squash',
      pull_number: pull.number,
      merge_method: 'squash',
      commit_title: 'One change',
      commit_message: 'All of it.',
    });
    const commit = await bed.octokit.rest.repos.getCommit({
      owner,
      repo: 'squash',
      ref: data.sha,
    });
    expect(commit.data.parents.map(parent => parent.sha)).toEqual([base]);
    expect(commit.data.commit.message).toBe('One change\n\nAll of it.');
    expect(commit.data.files?.map(file => file.filename)).toEqual(['a.txt']);
  });

  it('should rebase every commit onto a base that went on', async () => {
    const { rest } = bed.octokit;
    await createRepository(bed, 'rebase');
    const { pull } = await proposeChange(bed, 'rebase');
    const place = { owner, repo: 'rebase' };
    await rest.repos.createOrUpdateFileContents({
      ...place,
      path: 'b.txt',
      branch: 'change',
      message: 'Second',
      content: Buffer.from('two\n').toString('base64'),
    });
    const other = await rest.repos.createOrUpdateFileContents({
      ...place,
      path: 'c.txt',
      message: 'Meanwhile',
      content: Buffer.from('three\n').toString('base64'),
    });
    await rest.pulls.merge({
      ...place,
      pull_number: pull.number,
      merge_method: 'rebase',
    });
    const history = await rest.repos.listCommits({ ...place, sha: 'main' });
    expect(history.data.map(({ commit }) => commit.message)).toEqual([
      'Second',
      'Change a.txt',
      'Meanwhile',
      'Add README.md',
    ]);
    expect(history.data[2].sha).toBe(other.data.commit.sha);
    const tree = await rest.git.getTree({ ...place, tree_sha: 'main' });
    expect(tree.data.tree.map(({ path }) => path)).toEqual([
      'README.md',
      'a.txt',
      'b.txt',
      'c.txt',
    ]);
  });

  it('should refuse a conflict and leave both branches', async () => {
    const { rest } = bed.octokit;
    await createRepository(bed, 'conflict', { 'a.txt': 'zero\n' });
    const { pull } = await proposeChange(bed, 'conflict');
    const place = { owner, repo: 'conflict' };
    const before = await rest.repos.getContent({ ...place, path: 'a.txt' });
    const main = await rest.repos.createOrUpdateFileContents({
      ...place,
      path: 'a.txt',
      message: 'Other',
      sha: 'sha' in before.data ? before.data.sha : '',
      content: Buffer.from('other\n').toString('base64'),
    });
    const read = await rest.pulls.get({ ...place, pull_number: pull.number });
    expect(read.data).toMatchObject({
      mergeable: false,
      mergeable_state: 'dirty',
    });
    for (const merge_method of ['merge', 'squash', 'rebase'] as const) {
      await expect(
        rest.pulls.merge({ ...place, pull_number: pull.number, merge_method }),
      ).rejects.toMatchObject({
        status: 405,
        response: { data: { message: 'Merge conflict' } },
      });
    }
    const ref = await rest.git.getRef({ ...place, ref: 'heads/main' });
    expect(ref.data.object.sha).toBe(main.data.commit.sha);
  });

  it('should refuse a merge meant for another head, of a draft, and twice', async () => {
    const { rest } = bed.octokit;
    const base = await createRepository(bed, 'refuse');
    const { pull, sha } = await proposeChange(bed, 'refuse');
    const ref = { owner, repo: 'refuse', pull_number: pull.number };
    await expect(rest.pulls.merge({ ...ref, sha: base })).rejects.toMatchObject(
      { status: 409 },
    );
    await rest.pulls.merge({ ...ref, sha });
    await expect(rest.pulls.merge(ref)).rejects.toMatchObject({ status: 405 });

    await commitOnBranch(bed, 'refuse', 'draft', { 'd.txt': 'd\n' });
    const draft = await rest.pulls.create({
      owner,
      repo: 'refuse',
      title: 'Draft',
      head: 'draft',
      base: 'main',
      draft: true,
    });
    await expect(
      rest.pulls.merge({ ...ref, pull_number: draft.data.number }),
    ).rejects.toMatchObject({ status: 405 });
  });

  it("should keep to the repository's own settings", async () => {
    const { rest } = bed.octokit;
    await createRepository(bed, 'settings');
    const { pull } = await proposeChange(bed, 'settings');
    const place = { owner, repo: 'settings' };
    await rest.repos.update({
      ...place,
      allow_merge_commit: false,
      delete_branch_on_merge: true,
    });
    const ref = { ...place, pull_number: pull.number };
    await expect(rest.pulls.merge(ref)).rejects.toMatchObject({
      status: 405,
      response: {
        data: {
          message: 'Merge commits are not allowed on this repository.',
        },
      },
    });
    await rest.pulls.merge({ ...ref, merge_method: 'squash' });
    const branches = await rest.repos.listBranches(place);
    expect(branches.data.map(({ name }) => name)).toEqual(['main']);
    expect((await rest.pulls.get(ref)).data.merged).toBe(true);
  });
});
