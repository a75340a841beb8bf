import {
  createRepository,
  GitHubTestBed,
  proposeChange,
  startGitHubTestBed,
} from '../__testUtils__/gitHubTestBed';

const owner = 'acme';

jest.setTimeout(60_000);

describe('pull requests', () => {
  let bed: GitHubTestBed;

  beforeAll(async () => {
    bed = await startGitHubTestBed();
  });
  afterAll(() => bed.close());

  it('should refuse what GitHub refuses at creation', async () => {
    const { rest } = bed.octokit;
    await createRepository(bed, 'create');
    const { pull } = await proposeChange(bed, 'create');
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
    const first = await proposeChange(bed, 'lists', 'one', {
      'one.txt': '1\n',
    });
    await proposeChange(bed, 'lists', 'two', { 'two.txt': '2\n' });
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
    const { pull } = await proposeChange(bed, 'follow');
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
    const { pull, sha } = await proposeChange(bed, 'byref');
    await rest.git.updateRef({ owner, repo: 'byref', ref: 'heads/main', sha });
    const after = await rest.pulls.get({
      owner,
      repo: 'byref',
      pull_number: pull.number,
    });
    expect(after.data).toMatchObject({ merged: true, merge_commit_sha: sha });
  });

  it('should take comments, labels, edits and a second life', async () => {
    const { rest } = bed.octokit;
    await createRepository(bed, 'talk');
    const { pull } = await proposeChange(bed, 'talk');
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
