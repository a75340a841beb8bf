import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  commitOnBranch,
  createRepository,
  GitHubTestBed,
  startGitHubTestBed,
} from './__testUtils__/gitHubTestBed';
import { RepositoryState } from './store/repositoryState';

const owner = 'acme';

jest.setTimeout(60_000);

describe('a restart', () => {
  let bed: GitHubTestBed;

  beforeEach(async () => {
    bed = await startGitHubTestBed();
  });
  afterEach(() => bed.close());

  async function propose(repo: string) {
    await createRepository(bed, repo);
    const sha = await commitOnBranch(bed, repo, 'change', { 'a.txt': 'a\n' });
    const { data } = await bed.octokit.rest.pulls.create({
      owner,
      repo,
      title: 'T',
      head: 'change',
      base: 'main',
    });
    return { sha, pull: data };
  }

  const statePath = (repo: string) =>
    join(bed.folder, 'data/state/acme', `${repo}.json`);
  const readState = async (repo: string): Promise<RepositoryState> =>
    JSON.parse(await readFile(statePath(repo), 'utf8'));

  it('should keep everything, and every id', async () => {
    const { rest } = bed.octokit;
    const { sha, pull } = await propose('kept');
    const place = { owner, repo: 'kept' };
    await rest.repos.createCommitStatus({ ...place, sha, state: 'success' });
    await rest.issues.createComment({ ...place, issue_number: 1, body: 'Hi' });
    await rest.repos.createWebhook({
      ...place,
      config: { url: 'http://127.0.0.1:9/x' },
    });
    const before = await rest.repos.get(place);
    await bed.restart();
    const after = await rest.repos.get(place);
    expect(after.data).toEqual(before.data);
    const read = await rest.pulls.get({ ...place, pull_number: 1 });
    expect(read.data).toMatchObject({
      id: pull.id,
      comments: 1,
      head: { sha },
    });
    const status = await rest.repos.getCombinedStatusForRef({
      ...place,
      ref: sha,
    });
    expect(status.data.state).toBe('success');
    expect((await rest.repos.listWebhooks(place)).data).toHaveLength(1);
    expect(bed.emulator.deliveries()[0]).toMatchObject({ event: 'ping' });
    await commitOnBranch(bed, 'kept', 'next', { 'b.txt': 'b\n' });
    const next = await rest.pulls.create({
      ...place,
      title: 'Next',
      head: 'next',
      base: 'main',
    });
    expect(next.data.number).toBe(2);
    expect(next.data.id).toBeGreaterThan(pull.id);
    await rest.repos.createInOrg({ org: 'acme', name: 'other' });
    const other = await rest.repos.get({ owner, repo: 'other' });
    expect(other.data.id).not.toBe(before.data.id);
  });

  it.each([
    ['finish', true],
    ['forget', false],
  ])(
    'should %s a merge that a crash interrupted',
    async (_what, branchMoved) => {
      const { rest } = bed.octokit;
      await propose('cut');
      const place = { owner, repo: 'cut' };
      const open = await readState('cut');
      const { data } = await rest.pulls.merge({
        ...place,
        pull_number: 1,
        merge_method: 'squash',
      });
      await bed.emulator.stop();
      // The state as it is on the disk between the two halves of a merge.
      open.pulls[0].merging = { commit: data.sha, by: 'portico' };
      await writeFile(statePath('cut'), JSON.stringify(open));
      if (!branchMoved) {
        await writeFile(
          join(bed.folder, 'data/repos/acme/cut.git/refs/heads/main'),
          `${open.pulls[0].base.sha}\n`,
        );
      }
      await bed.restart();
      const after = await rest.pulls.get({ ...place, pull_number: 1 });
      expect(after.data).toMatchObject({
        merged: branchMoved,
        state: branchMoved ? 'closed' : 'open',
        merge_commit_sha: branchMoved ? data.sha : null,
      });
    },
  );

  it('should catch up with a branch that moved before its pull request was told', async () => {
    const { rest } = bed.octokit;
    const { sha } = await propose('behind');
    const open = await readState('behind');
    const place = { owner, repo: 'behind' };
    const moved = await rest.repos.createOrUpdateFileContents({
      ...place,
      path: 'b.txt',
      branch: 'change',
      message: 'Moved',
      content: '',
    });
    await bed.emulator.stop();
    await writeFile(statePath('behind'), JSON.stringify(open));
    await bed.restart();
    const after = await rest.pulls.get({ ...place, pull_number: 1 });
    expect(after.data.head.sha).toBe(moved.data.commit.sha);
    expect(after.data.head.sha).not.toBe(sha);
  });

  it('should go on after locks and halves that a crash of the machine left', async () => {
    await propose('locked');
    await bed.emulator.stop();
    const repository = join(bed.folder, 'data/repos/acme/locked.git');
    const lock = join(repository, 'refs/heads/main.lock');
    await writeFile(lock, '');
    await utimes(lock, new Date(0), new Date(0));
    await mkdir(join(bed.folder, 'data/repos/acme/half.git'));
    await bed.restart();
    const { data } = await bed.octokit.rest.pulls.merge({
      owner,
      repo: 'locked',
      pull_number: 1,
    });
    expect(data.merged).toBe(true);
    await createRepository(bed, 'half');
  });

  it('should say which file it can not read, and what to do', async () => {
    await propose('broken');
    await bed.emulator.stop();
    await writeFile(statePath('broken'), '{"version":1');
    await expect(bed.restart()).rejects.toThrow(
      /broken\.json can't be read: restore it, or remove it/,
    );
  });
});
