import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What the built portal is made of; folders count with all that is in them. */
export const BUILD_INPUTS = [
  'package.json',
  'yarn.lock',
  'backstage.json',
  'tsconfig.json',
  'app-config.yaml',
  'packages/app',
  'packages/backend',
  'plugins',
  'infra/package.json',
  'infra/src',
];

const SKIPPED_FOLDERS = new Set([
  'node_modules',
  'dist',
  'dist-types',
  'coverage',
  'e2e-tests',
  '__fixtures__',
  '__testUtils__',
]);
const SKIPPED_FILES = /(\.test\.tsx?|\.md)$/;

/** The files below the given paths that the build reads, sorted. */
export async function listInputs(
  root: string,
  inputs: readonly string[],
): Promise<string[]> {
  const lists = await Promise.all(inputs.map(input => walk(root, input)));
  return lists.flat().sort();
}

/** One hash of the names and contents of all inputs. */
export async function hashInputs(
  root: string,
  inputs: readonly string[] = BUILD_INPUTS,
): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await listInputs(root, inputs)) {
    const content = await readFile(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

async function walk(root: string, path: string): Promise<string[]> {
  let entries;
  try {
    entries = await readdir(join(root, path), { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR') {
      return [path];
    }
    if (code === 'ENOENT') {
      return [];
    }
    throw error;
  }
  const found: string[] = [];
  for (const entry of entries) {
    const child = `${path}/${entry.name}`;
    if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) {
      found.push(...(await walk(root, child)));
    } else if (entry.isFile() && !SKIPPED_FILES.test(entry.name)) {
      found.push(child);
    }
  }
  return found;
}
