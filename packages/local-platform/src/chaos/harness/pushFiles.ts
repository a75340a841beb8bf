import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PLATFORM_REPOSITORY } from '../../portal/runConfig';
import { execute } from '../../system/execute';
import type { ChaosWorld } from './ChaosWorld';

/** Pushes files to main in one commit, as somebody with a clone does; any size goes. */
export async function pushFiles(
  { data, secrets, ports }: ChaosWorld,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const folder = await mkdtemp(join(data.temporary, 'push-'));
  const { owner, repo } = PLATFORM_REPOSITORY;
  const url = `http://portico:${secrets.gitHostToken}@localhost:${ports.gitHost}/${owner}/${repo}.git`;
  const git = async (...args: string[]) => {
    const { code, stderr } = await execute(
      'git',
      ['-c', 'user.name=Chaos', '-c', 'user.email=chaos@example.com', ...args],
      { cwd: folder },
    );
    if (code !== 0) {
      throw new Error(`git ${args[0]} failed: ${stderr.trim()}`);
    }
  };
  try {
    await git('clone', '--quiet', '--depth', '1', url, '.');
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'By hand');
    await git('push', '--quiet', 'origin', 'HEAD:main');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
