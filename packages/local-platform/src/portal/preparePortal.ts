import { requireMemory } from '../up/preflight';
import { buildPortal, currentBuild, type BuildOptions } from './buildPortal';
import { unpackPortal } from './unpackPortal';

/** Builds the portal where its sources changed, and unpacks it into a folder. */
export async function preparePortal(
  options: BuildOptions & { target: string },
): Promise<void> {
  const { checkout, target } = options;
  requireMemory((await currentBuild(checkout)) ? 'run' : 'build');
  const build = await buildPortal(options);
  await unpackPortal({ build, root: checkout.root, target });
}
