import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Rules that hold wherever the shop runs; those of a cluster need what only a cluster exports. */
const SHOP_RULES = /^shop.*\.rules\.ya?ml$/;

/** The rule files of the checkout that make sense on one machine. */
export async function findRuleFiles(root: string): Promise<string[]> {
  const folder = join(root, 'infra', 'monitoring', 'prometheus', 'rules');
  const names = await readdir(folder).catch((): string[] => []);
  return names
    .filter(name => SHOP_RULES.test(name))
    .sort()
    .map(name => join(folder, name));
}
