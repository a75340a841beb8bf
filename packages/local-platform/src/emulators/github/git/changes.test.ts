import { chmod, mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git, writeFiles } from '../__testUtils__/gitHubTestBed';
import { changedPaths, diffTrees } from './changes';
import { GitRepository } from './GitRepository';
import { GitRunner } from './GitRunner';

jest.setTimeout(60_000);

const LONG = 'a line that is long enough to be found again\n'.repeat(8);

describe('diffTrees', () => {
  let folder: string;
  let repository: GitRepository;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'changes-'));
    await git(folder, 'init', '-q');
    await writeFiles(folder, {
      'a to be turned': 'text\n',
      'binary.bin': 'a\0b',
      'moved/old name.txt': LONG,
      'run.sh': 'echo\n',
      'ümläut "quoted".txt': 'one\n',
      'z.txt': 'diff --git a/x b/x\n@@ -1 +1 @@\n',
    });
    await git(folder, 'add', '-A');
    await git(folder, 'commit', '-q', '-m', 'Before');
    await writeFiles(folder, {
      'binary.bin': 'a\0c',
      'ümläut "quoted".txt': 'two\n',
      'z.txt': '@@ -1 +1 @@\ndiff --git a/x b/x\n',
      'y empty': '',
    });
    await rm(join(folder, 'a to be turned'));
    await symlink('run.sh', join(folder, 'a to be turned'));
    await chmod(join(folder, 'run.sh'), 0o755);
    await rename(
      join(folder, 'moved/old name.txt'),
      join(folder, 'moved/new name.txt'),
    );
    await git(folder, 'add', '-A');
    await git(folder, 'commit', '-q', '-m', 'After');
    const runner = new GitRunner(new AbortController().signal);
    repository = new GitRepository(join(folder, '.git'), runner);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('should give each file its own patch, whatever it is called and holds', async () => {
    const head = await git(folder, 'rev-parse', 'HEAD');
    const base = await git(folder, 'rev-parse', 'HEAD~1');
    const files = await diffTrees(repository, base, head);
    expect(
      files.map(
        ({ path, previousPath, status, additions, deletions, patch }) => [
          status,
          path,
          previousPath,
          `+${additions} -${deletions}`,
          patch,
        ],
      ),
    ).toEqual([
      [
        'changed',
        'a to be turned',
        undefined,
        '+1 -1',
        '@@ -1 +0,0 @@\n-text\n@@ -0,0 +1 @@\n+run.sh\n\\ No newline at end of file',
      ],
      ['modified', 'binary.bin', undefined, '+0 -0', undefined],
      [
        'renamed',
        'moved/new name.txt',
        'moved/old name.txt',
        '+0 -0',
        undefined,
      ],
      ['modified', 'run.sh', undefined, '+0 -0', undefined],
      ['added', 'y empty', undefined, '+0 -0', undefined],
      [
        'modified',
        'z.txt',
        undefined,
        '+1 -1',
        '@@ -1,2 +1,2 @@\n-diff --git a/x b/x\n @@ -1 +1 @@\n+diff --git a/x b/x',
      ],
      [
        'modified',
        'ümläut "quoted".txt',
        undefined,
        '+1 -1',
        '@@ -1 +1 @@\n-one\n+two',
      ],
    ]);
  });

  it('should take everything for added where there was nothing', async () => {
    const base = await git(folder, 'rev-parse', 'HEAD~1');
    const files = await diffTrees(repository, undefined, base);
    expect(files.every(({ status }) => status === 'added')).toBe(true);
    expect(files).toHaveLength(6);
  });

  it('should follow no renames for the paths of a push', async () => {
    const head = await git(folder, 'rev-parse', 'HEAD');
    const base = await git(folder, 'rev-parse', 'HEAD~1');
    const paths = await changedPaths(repository, base, head);
    expect(paths.filter(({ path }) => path.startsWith('moved/'))).toMatchObject(
      [
        { path: 'moved/new name.txt', status: 'added' },
        { path: 'moved/old name.txt', status: 'removed' },
      ],
    );
  });
});
