import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import {
  commitOnBranch,
  createRepository,
  GitHubTestBed,
  startGitHubTestBed,
  TOKEN,
} from './__testUtils__/gitHubTestBed';

jest.setTimeout(60_000);

describe('a crash in the middle of a merge', () => {
  let folder: string;
  let script: string;
  let bed: GitHubTestBed;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'github-emulator-crash-'));
    script = join(folder, 'main.cjs');
    await build({
      entryPoints: [join(__dirname, 'main.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      logLevel: 'silent',
    });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    bed = await startGitHubTestBed();
    await createRepository(bed, 'shop');
    await commitOnBranch(bed, 'shop', 'change', { 'a.txt': 'a\n' });
    await bed.octokit.rest.pulls.create({
      owner: 'acme',
      repo: 'shop',
      title: 'T',
      head: 'change',
      base: 'main',
    });
    await bed.emulator.stop();
  });
  afterEach(() => bed.close());

  /** A git that kills the emulator when it moves main, before or after it does. */
  async function deadlyGit(moment: 'before' | 'after'): Promise<string> {
    const bin = await mkdtemp(join(folder, 'bin-'));
    const real = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
    const kill = 'kill -9 $PPID; sleep 0.2; exit 1';
    await writeFile(
      join(bin, 'git'),
      `#!/bin/sh
[ "$1" = update-ref ] || exec ${real} "$@"
input=$(cat)
case "$input" in
  "update refs/heads/main "*)
    ${moment === 'before' ? kill : ''}
    printf '%s\\n' "$input" | ${real} "$@"
    ${kill} ;;
esac
printf '%s\\n' "$input" | ${real} "$@"
`,
      { mode: 0o755 },
    );
    return bin;
  }

  it.each([
    ['before', { merged: false, state: 'open' }],
    ['after', { merged: true, state: 'closed' }],
  ] as const)(
    'should be settled by the branch when it came %s it moved',
    async (moment, expected) => {
      const child = spawn(process.execPath, [script], {
        env: {
          PATH: `${await deadlyGit(moment)}:${process.env.PATH}`,
          GITHUB_EMULATOR_DATA: join(bed.folder, 'data'),
          GITHUB_EMULATOR_PORT: String(bed.emulator.port),
          GITHUB_EMULATOR_TOKEN: TOKEN,
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const died = once(child, 'exit');
      await once(child.stdout, 'data');
      const ref = { owner: 'acme', repo: 'shop', pull_number: 1 };
      await expect(
        bed.octokit.rest.pulls.merge({ ...ref, merge_method: 'squash' }),
      ).rejects.toThrow();
      expect(await died).toEqual([null, 'SIGKILL']);

      await bed.restart();
      const { data } = await bed.octokit.rest.pulls.get(ref);
      expect(data).toMatchObject(expected);
      const main = await bed.octokit.rest.git.getTree({
        owner: 'acme',
        repo: 'shop',
        tree_sha: 'main',
      });
      expect(main.data.tree.some(({ path }) => path === 'a.txt')).toBe(
        expected.merged,
      );
      if (!expected.merged) {
        await bed.octokit.rest.pulls.merge(ref);
      }
    },
  );
});
