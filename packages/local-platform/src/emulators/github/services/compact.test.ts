import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createRepository,
  git,
  GitHubTestBed,
  startGitHubTestBed,
} from '../__testUtils__/gitHubTestBed';
import { GitRepository } from '../git/GitRepository';
import { GitRunner } from '../git/GitRunner';
import { compact } from './compact';

jest.setTimeout(60_000);

describe('compact', () => {
  let bed: GitHubTestBed;

  beforeAll(async () => {
    bed = await startGitHubTestBed();
  });
  afterAll(() => bed.close());

  it('should pack many loose objects, leave few, and lose none', async () => {
    await createRepository(bed, 'loose', { 'a.txt': 'a\n', 'b.txt': 'b\n' });
    const directory = join(bed.folder, 'data/repos/acme/loose.git');
    const repository = new GitRepository(
      directory,
      new GitRunner(new AbortController().signal),
    );
    const packs = async () =>
      (await readdir(join(directory, 'objects/pack'))).filter(name =>
        name.endsWith('.pack'),
      ).length;
    await compact(repository, 100);
    expect(await packs()).toBe(0);
    await compact(repository, 3);
    expect(await packs()).toBe(1);
    const clone = join(bed.folder, 'clone');
    const url = `${bed.emulator.url}/acme/loose.git`;
    await git(bed.folder, 'clone', '-q', url, clone);
    expect(await git(clone, 'rev-list', '--count', 'HEAD')).toBe('2');
  });
});
