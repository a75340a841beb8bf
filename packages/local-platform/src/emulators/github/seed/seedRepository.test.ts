import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createRepository,
  GitHubTestBed,
  startGitHubTestBed,
  writeFiles,
} from '../__testUtils__/gitHubTestBed';
import {
  hostContent,
  hostFiles,
  makeCheckout,
} from '../__testUtils__/seedTestBed';

const owner = 'acme';

jest.setTimeout(60_000);

describe('seedRepository', () => {
  let bed: GitHubTestBed;

  beforeAll(async () => {
    bed = await startGitHubTestBed();
  });
  afterAll(() => bed.close());

  async function editOnHost(repo: string, path: string, text: string) {
    const { rest } = bed.octokit;
    const place = { owner, repo, path };
    const current = await rest.repos.getContent(place).catch(() => undefined);
    await rest.repos.createOrUpdateFileContents({
      ...place,
      message: `Edit ${path}`,
      content: Buffer.from(text).toString('base64'),
      sha: current && 'sha' in current.data ? current.data.sha : undefined,
    });
  }

  it('should do nothing when nothing changed', async () => {
    const { seed } = await makeCheckout(bed);
    const first = await seed();
    const second = await seed();
    expect(second).toMatchObject({
      status: 'unchanged',
      commit: first.commit,
      changed: [],
    });
  });

  it("should put the checkout's changes on top of the host's", async () => {
    const { repo, source, seed } = await makeCheckout(bed);
    await seed();
    await editOnHost(repo, 'infra/environments/prod.yaml', 'prod: 1\n');
    await editOnHost(repo, 'host.md', 'host\n');
    const host = await bed.octokit.rest.git.getRef({
      owner,
      repo,
      ref: 'heads/main',
    });
    await writeFiles(source, { 'README.md': 'two\n', 'new.ts': 'n\n' });
    await rm(join(source, 'services'), { recursive: true });
    const result = await seed();
    expect(result).toMatchObject({
      status: 'updated',
      changed: ['README.md', 'new.ts', 'services/order/a.ts'],
      conflicts: [],
      keptByHost: [],
    });
    expect(Object.keys(await hostFiles(bed, repo))).toEqual([
      '.gitignore',
      'README.md',
      'host.md',
      'infra/environments/dev.yaml',
      'infra/environments/prod.yaml',
      'new.ts',
    ]);
    const commit = await bed.octokit.rest.git.getCommit({
      owner,
      repo,
      commit_sha: result.commit,
    });
    expect(commit.data.parents.map(({ sha }) => sha)).toEqual([
      host.data.object.sha,
    ]);
  });

  it("should keep the host's version in a conflict, name it once, and remember", async () => {
    const { repo, source, seed } = await makeCheckout(bed);
    await seed();
    await editOnHost(repo, 'README.md', 'host\n');
    await writeFiles(source, { 'README.md': 'here\n', 'other.ts': 'o\n' });
    const second = await seed();
    expect(second).toMatchObject({
      status: 'updated',
      changed: ['other.ts'],
      conflicts: ['README.md'],
    });
    expect(await hostContent(bed, repo, 'README.md')).toBe('host\n');
    expect(await seed()).toMatchObject({
      status: 'unchanged',
      conflicts: [],
    });
    await writeFiles(source, { 'README.md': 'here again\n' });
    expect(await seed()).toMatchObject({
      status: 'unchanged',
      conflicts: ['README.md'],
    });
    await writeFiles(source, { 'README.md': 'host\n' });
    await seed();
    await writeFiles(source, { 'README.md': 'host, and more\n' });
    expect(await seed()).toMatchObject({
      status: 'updated',
      changed: ['README.md'],
      conflicts: [],
    });
  });

  it('should let the host alone decide about environments after the first time', async () => {
    const { repo, source, seed } = await makeCheckout(bed);
    await seed();
    expect(await hostContent(bed, repo, 'infra/environments/dev.yaml')).toBe(
      'dev: 1\n',
    );
    await writeFiles(source, {
      'infra/environments/dev.yaml': 'dev: 2\n',
      'infra/environments/more.yaml': 'more: 1\n',
    });
    expect(await seed()).toMatchObject({
      status: 'unchanged',
      keptByHost: [
        'infra/environments/dev.yaml',
        'infra/environments/more.yaml',
      ],
    });
    expect(await hostContent(bed, repo, 'infra/environments/dev.yaml')).toBe(
      'dev: 1\n',
    );
  });

  it('should pass by the rules of a protected branch, and close no pull request', async () => {
    const { repo, source, seed } = await makeCheckout(bed);
    const { rest } = bed.octokit;
    await seed();
    await rest.repos.updateBranchProtection({
      owner,
      repo,
      branch: 'main',
      required_status_checks: { strict: false, contexts: ['portico/policy'] },
      required_pull_request_reviews: {},
      enforce_admins: true,
      restrictions: null,
    });
    await writeFiles(source, { 'README.md': 'two\n' });
    expect((await seed()).status).toBe('updated');
  });

  it('should bring a checkout into a repository that has other files already', async () => {
    const { source } = await makeCheckout(bed);
    await createRepository(bed, 'occupied', {
      'README.md': 'mine\n',
      'x.md': 'x\n',
    });
    expect(
      await bed.emulator.seed({ owner, repo: 'occupied', source }),
    ).toMatchObject({
      status: 'updated',
      conflicts: ['README.md'],
      changed: ['.gitignore', 'services/order/a.ts'],
    });
    expect(await hostContent(bed, 'occupied', 'README.md')).toBe('mine\n');
  });
});
