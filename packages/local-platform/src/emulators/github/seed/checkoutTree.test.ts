import { chmod, cp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import {
  git,
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

describe('checkoutTree', () => {
  let bed: GitHubTestBed;

  beforeAll(async () => {
    bed = await startGitHubTestBed();
  });
  afterAll(() => bed.close());

  it('should bring the working tree as it is, with modes and links, and no ignored file', async () => {
    const { repo, source, seed } = await makeCheckout(bed);
    await writeFiles(source, {
      'README.md': 'not committed\n',
      'untracked.ts': 'u\n',
      'run.sh': '#!/bin/sh\n',
      'debug.log': 'ignored\n',
      '.portico/data': 'ignored\n',
    });
    await chmod(join(source, 'run.sh'), 0o755);
    await symlink('README.md', join(source, 'LINK'));
    await rm(join(source, 'services/order/a.ts'));
    const result = await seed();
    expect(result).toMatchObject({
      status: 'seeded',
      branch: 'main',
      conflicts: [],
      skipped: [],
    });
    expect(await hostFiles(bed, repo)).toEqual({
      '.gitignore': '100644',
      LINK: '120000',
      'README.md': '100644',
      'infra/environments/dev.yaml': '100644',
      'run.sh': '100755',
      'untracked.ts': '100644',
    });
    expect(await hostContent(bed, repo, 'README.md')).toBe('not committed\n');
    expect(await git(source, 'status', '--short')).toContain('README.md');
  });

  it('should bring a tree without git, and a shallow clone, alike', async () => {
    const { repo, source } = await makeCheckout(bed);
    const bare = join(bed.folder, `${repo}-bare`);
    await cp(source, bare, { recursive: true });
    await rm(join(bare, '.git'), { recursive: true });
    const shallow = join(bed.folder, `${repo}-shallow`);
    await git(
      bed.folder,
      'clone',
      '-q',
      '--depth=1',
      `file://${source}`,
      shallow,
    );
    const expected = [
      '.gitignore',
      'README.md',
      'infra/environments/dev.yaml',
      'services/order/a.ts',
    ];
    for (const [name, folder] of [
      [`${repo}-b`, bare],
      [`${repo}-s`, shallow],
    ]) {
      const request = { owner, repo: name, source: folder };
      await bed.emulator.seed(request);
      expect(Object.keys(await hostFiles(bed, name))).toEqual(expected);
      expect((await bed.emulator.seed(request)).status).toBe('unchanged');
    }
  });

  it("should leave the emulator's own data and nested repositories out, and say so", async () => {
    const { repo, source } = await makeCheckout(bed);
    await writeFiles(source, { 'nested/a.txt': 'a\n', 'kept/b.txt': 'b\n' });
    await git(join(source, 'nested'), 'init', '-q');
    await git(join(source, 'nested'), 'add', '-A');
    await git(join(source, 'nested'), 'commit', '-q', '-m', 'Nested');
    const result = await bed.emulator.seed({
      owner,
      repo,
      source,
      exclude: [join(source, 'kept')],
    });
    expect(result.skipped).toEqual([
      { path: 'nested/', reason: 'a repository of its own' },
    ]);
    expect(Object.keys(await hostFiles(bed, repo))).not.toContain('kept/b.txt');
  });

  it('should say which folder is missing', async () => {
    const source = join(bed.folder, 'nowhere');
    await expect(
      bed.emulator.seed({ owner, repo: 'nothing', source }),
    ).rejects.toThrow(/nowhere' is no folder/);
  });
});
