import {
  commitOnBranch,
  createRepository,
  GitHubTestBed,
  startGitHubTestBed,
} from '../__testUtils__/gitHubTestBed';

const owner = 'acme';

jest.setTimeout(60_000);

describe('histories', () => {
  let bed: GitHubTestBed;

  beforeAll(async () => {
    bed = await startGitHubTestBed();
  });
  afterAll(() => bed.close());

  it('should list commits by path and ref, page by page', async () => {
    const { rest } = bed.octokit;
    await createRepository(bed, 'history', {
      'a.txt': 'a\n',
      'b/c.txt': 'c\n',
      'd.txt': 'd\n',
    });
    const place = { owner, repo: 'history' };
    const messages = async (query: object) =>
      (await rest.repos.listCommits({ ...place, ...query })).data.map(
        ({ commit }) => commit.message,
      );
    expect(await messages({})).toEqual([
      'Add d.txt',
      'Add b/c.txt',
      'Add a.txt',
    ]);
    expect(await messages({ path: 'b' })).toEqual(['Add b/c.txt']);
    expect(await messages({ sha: 'main~1' }).catch(error => error.status)).toBe(
      404,
    );
    const paged = await bed.octokit.paginate(rest.repos.listCommits, {
      ...place,
      per_page: 2,
    });
    expect(paged).toHaveLength(3);
    const second = await rest.repos.listCommits({
      ...place,
      per_page: 1,
      page: 2,
    });
    expect(second.headers.link).toBe(
      [
        ['1', 'prev'],
        ['3', 'next'],
        ['3', 'last'],
        ['1', 'first'],
      ]
        .map(
          ([page, rel]) =>
            `<${bed.emulator.apiUrl}/repos/acme/history/commits?per_page=1&page=${page}>; rel="${rel}"`,
        )
        .join(', '),
    );
  });

  it('should show a commit and compare two refs', async () => {
    const { rest } = bed.octokit;
    const base = await createRepository(bed, 'compare', {
      'a.txt': 'one\ntwo\nthree\n',
      'old.txt': 'a long enough text to be found again\n'.repeat(5),
    });
    const place = { owner, repo: 'compare' };
    const head = await commitOnBranch(bed, 'compare', 'feature/x', {
      'a.txt': 'one\nTWO\nthree\n',
    });
    const commit = await rest.repos.getCommit({ ...place, ref: 'feature/x' });
    expect(commit.data).toMatchObject({
      sha: head,
      stats: { additions: 1, deletions: 1, total: 2 },
      files: [
        {
          filename: 'a.txt',
          status: 'modified',
          patch: '@@ -1,3 +1,3 @@\n one\n-two\n+TWO\n three',
        },
      ],
    });
    const compared = await rest.repos.compareCommitsWithBasehead({
      ...place,
      basehead: 'main...feature/x',
    });
    expect(compared.data).toMatchObject({
      status: 'ahead',
      ahead_by: 1,
      behind_by: 0,
      merge_base_commit: { sha: base },
      commits: [{ sha: head }],
      files: [{ filename: 'a.txt' }],
    });
    const reverse = await rest.repos.compareCommitsWithBasehead({
      ...place,
      basehead: `acme:feature/x...acme:main`,
    });
    expect(reverse.data).toMatchObject({ status: 'behind', behind_by: 1 });
    await expect(
      rest.repos.compareCommitsWithBasehead({
        ...place,
        basehead: 'main...nowhere',
      }),
    ).rejects.toMatchObject({ status: 404 });
    const diff = await bed.request('/repos/acme/compare/commits/feature%2Fx', {
      headers: { accept: 'application/vnd.github.diff' },
    });
    expect(await diff.text()).toMatch(/^diff --git a\/a\.txt b\/a\.txt/);
  });

  it('should keep commit statuses, and combine the latest of each context', async () => {
    const { rest } = bed.octokit;
    const sha = await createRepository(bed, 'statuses');
    const place = { owner, repo: 'statuses' };
    const combined = async () =>
      (await rest.repos.getCombinedStatusForRef({ ...place, ref: 'main' }))
        .data;
    expect(await combined()).toMatchObject({
      state: 'pending',
      total_count: 0,
      sha,
    });
    const report = (
      state: 'pending' | 'success' | 'failure' | 'error',
      context: string,
    ) =>
      rest.repos.createCommitStatus({
        ...place,
        sha,
        state,
        context,
        target_url: 'http://localhost/x',
      });
    await report('pending', 'ci');
    await report('success', 'portico/policy');
    expect((await combined()).state).toBe('pending');
    await report('success', 'ci');
    expect(await combined()).toMatchObject({
      state: 'success',
      total_count: 2,
      repository: { full_name: 'acme/statuses' },
    });
    await report('error', 'ci');
    expect((await combined()).state).toBe('failure');
    const all = await rest.repos.listCommitStatusesForRef({
      ...place,
      ref: sha,
    });
    expect(all.data.map(({ state }) => state)).toEqual([
      'error',
      'success',
      'success',
      'pending',
    ]);
    await expect(
      rest.repos.createCommitStatus({
        ...place,
        sha: '1'.repeat(40),
        state: 'success',
      }),
    ).rejects.toMatchObject({ status: 422 });
    await expect(
      rest.repos.createCommitStatus({
        ...place,
        sha,
        state: 'success',
        target_url: 'ftp://example.com/x',
      }),
    ).rejects.toMatchObject({ status: 422 });
    const checks = await rest.checks.listForRef({ ...place, ref: 'main' });
    expect(checks.data).toEqual({ total_count: 0, check_runs: [] });
  });
});
