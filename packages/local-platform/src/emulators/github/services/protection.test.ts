import {
  createRepository,
  GitHubTestBed,
  octokitFor,
  proposeChange,
  REVIEWER_TOKEN,
  startGitHubTestBed,
} from '../__testUtils__/gitHubTestBed';

const owner = 'acme';

jest.setTimeout(60_000);

describe('protected branches', () => {
  let bed: GitHubTestBed;

  beforeAll(async () => {
    bed = await startGitHubTestBed();
  });
  afterAll(() => bed.close());

  it('should hold a merge up until required checks and reviews are there', async () => {
    const { rest } = bed.octokit;
    await createRepository(bed, 'protected');
    const { pull, sha } = await proposeChange(bed, 'protected');
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

  it('should force nothing by the API, and drop an approval of what changed since', async () => {
    const { rest } = bed.octokit;
    const first = await createRepository(bed, 'stale', { 'a.txt': 'a\n' });
    const place = { owner, repo: 'stale' };
    await rest.repos.createOrUpdateFileContents({
      ...place,
      path: 'b.txt',
      message: 'Second',
      content: '',
    });
    const { pull } = await proposeChange(bed, 'stale', 'change', {
      'c.txt': 'c\n',
    });
    await rest.repos.updateBranchProtection({
      ...place,
      branch: 'main',
      required_status_checks: null,
      required_pull_request_reviews: {
        required_approving_review_count: 1,
        dismiss_stale_reviews: true,
      },
      enforce_admins: true,
      restrictions: null,
    });
    await expect(
      rest.git.updateRef({
        ...place,
        ref: 'heads/main',
        sha: first,
        force: true,
      }),
    ).rejects.toMatchObject({
      status: 422,
      response: {
        data: { message: 'Cannot force-push to a protected branch' },
      },
    });
    const reviewer = octokitFor(bed.emulator, REVIEWER_TOKEN);
    const ref = { ...place, pull_number: pull.number };
    await reviewer.rest.pulls.createReview({ ...ref, event: 'APPROVE' });
    expect((await rest.pulls.get(ref)).data.mergeable_state).toBe('clean');
    await rest.repos.createOrUpdateFileContents({
      ...place,
      path: 'd.txt',
      branch: 'change',
      message: 'After the approval',
      content: '',
    });
    expect((await rest.pulls.get(ref)).data.mergeable_state).toBe('blocked');
    const reviews = await rest.pulls.listReviews(ref);
    expect(reviews.data.map(({ state }) => state)).toEqual(['DISMISSED']);
    await rest.repos.deleteBranchProtection({ ...place, branch: 'main' });
    expect((await rest.pulls.get(ref)).data.mergeable_state).toBe('clean');
  });
});
