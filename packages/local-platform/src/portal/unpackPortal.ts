import {
  lstat,
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join, relative } from 'node:path';
import { extract } from 'tar';
import { z } from 'zod/v4';
import type { PortalBuild } from './buildPortal';

const STAMP = '.unpacked';
const SCOPE = '@portico';

const packageSchema = z.object({ name: z.string().min(1) });

/**
 * Unpacks a build beside links to the installed packages, so that it runs as
 * the image does without a second install. Node must be told to keep the links
 * (`--preserve-symlinks`): then nothing of it comes from the checkout's sources.
 */
export async function unpackPortal(options: {
  build: PortalBuild;
  root: string;
  target: string;
}): Promise<'unpacked' | 'unchanged'> {
  const { build, root, target } = options;
  const stamp = `${build.inputs} ${root}`;
  const kept = await readFile(join(target, STAMP), 'utf8').catch(() => '');
  if (kept === stamp) {
    return 'unchanged';
  }
  const next = `${target}.new`;
  await rm(next, { recursive: true, force: true });
  await mkdir(next, { recursive: true });
  await extract({ file: build.archive, cwd: next });
  await linkPackages(root, next);
  await writeFile(join(next, STAMP), stamp);
  await rm(target, { recursive: true, force: true });
  await rename(next, target);
  return 'unpacked';
}

async function linkPackages(root: string, target: string): Promise<void> {
  const installed = join(root, 'node_modules');
  const modules = join(target, 'node_modules');
  await mkdir(join(modules, SCOPE), { recursive: true });
  for (const name of await readdir(installed)) {
    if (!name.startsWith('.') && name !== SCOPE) {
      await symlink(join(installed, name), join(modules, name));
    }
  }
  for (const folder of await localPackages(target)) {
    const text = await readFile(join(target, folder, 'package.json'), 'utf8');
    const { name } = packageSchema.parse(JSON.parse(text));
    const link = join(modules, name);
    await symlink(relative(join(modules, SCOPE), join(target, folder)), link);
    await linkNested(join(root, folder), join(target, folder));
  }
}

/** The folders of the archive that hold a package of ours. */
async function localPackages(target: string): Promise<string[]> {
  const found = (await isPackage(join(target, 'infra'))) ? ['infra'] : [];
  for (const parent of ['packages', 'plugins', 'services']) {
    const names = await readdir(join(target, parent)).catch(() => []);
    for (const name of names) {
      if (await isPackage(join(target, parent, name))) {
        found.push(`${parent}/${name}`);
      }
    }
  }
  return found;
}

/** A version that only one package uses is installed below that package. */
async function linkNested(source: string, target: string): Promise<void> {
  const nested = join(source, 'node_modules');
  const there = await lstat(nested).catch(() => undefined);
  if (there?.isDirectory()) {
    await symlink(nested, join(target, 'node_modules'));
  }
}

async function isPackage(folder: string): Promise<boolean> {
  return lstat(join(folder, 'package.json')).then(
    stats => stats.isFile(),
    () => false,
  );
}
