import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** Where Backstage's packing keeps a manifest while it has its own in its place. */
const BACKUP = 'package.json-prepack';

/**
 * Puts back each package.json that a build, which was ended while it packed,
 * left rewritten: the checkout's files are not ours to change.
 */
export async function restoreManifests(root: string): Promise<void> {
  const folders = ['infra'];
  for (const parent of ['packages', 'plugins', 'services']) {
    const names = await readdir(join(root, parent)).catch(() => []);
    folders.push(...names.map(name => join(parent, name)));
  }
  for (const folder of folders) {
    const manifest = join(root, folder, 'package.json');
    await rename(join(root, folder, BACKUP), manifest).catch(ignoreMissing);
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') {
    throw error;
  }
}
