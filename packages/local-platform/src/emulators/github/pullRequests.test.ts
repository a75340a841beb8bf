import {
  commitOnBranch,
  createRepository,
  GitHubTestBed,
  octokitFor,
  REVIEWER_TOKEN,
  startGitHubTestBed,
} from './__testUtils__/gitHubTestBed';

const owner = 'acme';

// Every request is a few git processes, and the machine may be busy.
jest.setTimeout(60_000);

describe('pull requests', () => {
  let bed: GitHubTestBed;

  beforeAll(async () => {
    bed = await startGitHubTestBed();
  });
  afterAll(() => bed.close());

  async function proposed(
    repo: string,
    branch = 'change',
    files: Record<string, string> = { 'a.txt': 'one\n' },
  ) {
    const sha = await commitOnBranch(bed, repo, branch, files);
    const { data } = await bed.octokit.rest.pulls.create({
      owner,
      repo,
      title: `Propose ${branch}`,
      body: 'Because.',
      head: branch,
      base: 'main',
    });
    return { sha, pull: data };
  }

  it('should lead from a commit by the trees API to a merge', async () => {
    const { rest } = bed.octokit;
    const base = await createRepository(bed, 'flow');
    const { sha, pull } = await proposed('flow', 'environments/dev', {
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
    const { pull } = await proposed('squash');
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
    const { pull } = await proposed('rebase');
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
    const { pull } = await proposed('conflict');
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
    const { pull, sha } = await proposed('refuse');
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

  it('should refuse what GitHub refuses at creation', async () => {
    const { rest } = bed.octokit;
    await createRepository(bed, 'create');
    const { pull } = await proposed('create');
    const create = (head: string, base = 'main') =>
      rest.pulls.create({ owner, repo: 'create', title: 'x', head, base });
    await expect(create('change')).rejects.toMatchObject({
      status: 422,
      response: {
        data: {
          message: 'Validation Failed',
          errors: [
            {
              resource: 'PullRequest',
              code: 'custom',
              message: 'A pull request already exists for acme:change.',
            },
          ],
        },
      },
    });
    await expect(create('main')).rejects.toMatchObject({
      status: 422,
      response: {
        data: { errors: [{ message: 'No commits between main and main' }] },
      },
    });
    await expect(create('nowhere')).rejects.toMatchObject({
      status: 422,
      response: { data: { errors: [{ field: 'head', code: 'invalid' }] } },
    });
    await expect(create('change', 'nowhere')).rejects.toMatchObject({
      status: 422,
      response: { data: { errors: [{ field: 'base', code: 'invalid' }] } },
    });
    await rest.pulls.update({
      owner,
      repo: 'create',
      pull_number: pull.number,
      state: 'closed',
    });
    expect((await create('acme:change')).data.number).toBe(2);
  });

  it('should list by state, head and base', async () => {
    const { rest } = bed.octokit;
    await createRepository(bed, 'lists');
    const first = await proposed('lists', 'one', { 'one.txt': '1\n' });
    await proposed('lists', 'two', { 'two.txt': '2\n' });
    const place = { owner, repo: 'lists' };
    await rest.pulls.merge({ ...place, pull_number: first.pull.number });
    const numbers = async (
      query: Omit<
        NonNullable<Parameters<typeof rest.pulls.list>[0]>,
        'owner' | 'repo'
      >,
    ) =>
      (await rest.pulls.list({ ...place, ...query })).data.map(
        pull => pull.number,
      );
    expect(await numbers({})).toEqual([2]);
    expect(await numbers({ state: 'closed' })).toEqual([1]);
    expect(await numbers({ state: 'all' })).toEqual([2, 1]);
    expect(await numbers({ state: 'all', direction: 'asc' })).toEqual([1, 2]);
    expect(await numbers({ state: 'all', head: 'acme:one' })).toEqual([1]);
    expect(await numbers({ base: 'other' })).toEqual([]);
  });

  it('should follow pushes to its head and close with its branch', async () => {
    const { rest } = bed.octokit;
    await createRepository(bed, 'follow');
    const { pull } = await proposed('follow');
    const ref = { owner, repo: 'follow', pull_number: pull.number };
    const pushed = await rest.repos.createOrUpdateFileContents({
      owner,
      repo: 'follow',
      path: 'more.txt',
      branch: 'change',
      message: 'More',
      content: Buffer.from('more\n').toString('base64'),
    });
    const after = await rest.pulls.get(ref);
    expect(after.data.head.sha).toBe(pushed.data.commit.sha);
    expect(after.data.commits).toBe(2);
    await rest.git.deleteRef({ owner, repo: 'follow', ref: 'heads/change' });
    expect((await rest.pulls.get(ref)).data).toMatchObject({
      state: 'closed',
      merged: false,
    });
    const files = await rest.pulls.listFiles(ref);
    expect(files.data.map(file => file.filename)).toEqual([
      'a.txt',
      'more.txt',
    ]);
  });

  it('should be merged when its commits reach the base by another way', async () => {
    const { rest } = bed.octokit;
    await createRepository(bed, 'byref');
    const { pull, sha } = await proposed('byref');
    await rest.git.updateRef({ owner, repo: 'byref', ref: 'heads/main', sha });
    const after = await rest.pulls.get({
      owner,
      repo: 'byref',
      pull_number: pull.number,
    });
    expect(after.data).toMatchObject({ merged: true, merge_commit_sha: sha });
  });

  it('should hold a merge up until required checks and reviews are there', async () => {
    const { rest } = bed.octokit;
    await createRepository(bed, 'protected');
    const { pull, sha } = await proposed('protected');
    const place = { owner, repo: 'protected' };
    await rest.repos.updateBranchProtection({
      ...place,
      branch: 'main',
      required_status_checks: { strict: true, contexts: ['portico/policy'] },
      required_pull_request_reviews: { required_approving_review_count: 1 },
      enforce_admins: true,
      restrictions: null,
    });
    const protection = await rest.repos.getBranchProtection({
      ...place,
      branch: 'main',
    });
    expect(protection.data.required_status_checks?.contexts).toEqual([
      'portico/policy',
    ]);
    const ref = { ...place, pull_number: pull.number };
    const refusal = async () => {
      const error = await rest.pulls.merge(ref).then(
        () => undefined,
        (thrown: { status: number; response: { data: { message: string } } }) =>
          thrown,
      );
      return error && [error.status, error.response.data.message];
    };
    expect(await refusal()).toEqual([
      405,
      'At least 1 approving review is required by reviewers with write access.',
    ]);
    await expect(
      rest.pulls.createReview({ ...ref, event: 'APPROVE' }),
    ).rejects.toMatchObject({ status: 422 });
    const reviewer = octokitFor(bed.emulator, REVIEWER_TOKEN);
    await reviewer.rest.pulls.createReview({ ...ref, event: 'APPROVE' });
    expect(await refusal()).toEqual([
      405,
      'Required status check "portico/policy" is expected.',
    ]);
    const report = (state: 'failure' | 'success') =>
      rest.repos.createCommitStatus({
        ...place,
        sha,
        state,
        context: 'portico/policy',
      });
    await report('failure');
    expect(await refusal()).toEqual([
      405,
      'Required status check "portico/policy" is failing.',
    ]);
    expect((await rest.pulls.get(ref)).data.mergeable_state).toBe('blocked');
    await report('success');
    expect((await rest.pulls.get(ref)).data.mergeable_state).toBe('clean');
    expect(await refusal()).toBe(undefined);

    await expect(
      rest.repos.createOrUpdateFileContents({
        ...place,
        path: 'x.txt',
        message: 'Past the rules',
        content: '',
      }),
    ).rejects.toMatchObject({ status: 422 });
  });

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

  it('should take comments, labels, edits and a second life', async () => {
    const { rest } = bed.octokit;
    await createRepository(bed, 'talk');
    const { pull } = await proposed('talk');
    const issue = { owner, repo: 'talk', issue_number: pull.number };
    const ref = { owner, repo: 'talk', pull_number: pull.number };
    const comment = await rest.issues.createComment({ ...issue, body: 'Hm.' });
    await rest.issues.updateComment({
      owner,
      repo: 'talk',
      comment_id: comment.data.id,
      body: 'Good.',
    });
    const comments = await rest.issues.listComments(issue);
    expect(comments.data.map(({ body }) => body)).toEqual(['Good.']);
    const labels = await rest.issues.addLabels({
      ...issue,
      labels: ['environment', 'cost'],
    });
    expect(labels.data.map(({ name }) => name)).toEqual([
      'environment',
      'cost',
    ]);
    await rest.issues.removeLabel({ ...issue, name: 'cost' });
    await rest.pulls.update({ ...ref, title: 'New', state: 'closed' });
    const reopened = await rest.pulls.update({ ...ref, state: 'open' });
    expect(reopened.data).toMatchObject({
      title: 'New',
      state: 'open',
      closed_at: null,
      comments: 1,
      labels: [{ name: 'environment' }],
    });
  });
});
