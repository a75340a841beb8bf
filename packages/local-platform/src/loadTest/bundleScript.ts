import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execute } from '../system/execute';
import { STAND_IN } from './k6/knownOnly';
import { EXIT, LoadTestError } from './LoadTestError';

/** What is bundled, and where to. */
export interface BundleOptions {
  /** The checkout. */
  root: string;
  /** The script, with its whole path. */
  script: string;
  /** A folder that takes the bundle. */
  folder: string;
}

/**
 * Bundles an unchanged script with the stand-in's modules in the place of
 * k6's, for the thread of a virtual user; answers with the file. Throws where
 * the script imports what the stand-in does not have.
 */
export async function bundleScript({
  root,
  script,
  folder,
}: BundleOptions): Promise<string> {
  const modules = join(root, 'packages/local-platform/src/loadTest/k6');
  const entry = join(folder, 'entry.ts');
  const bundle = join(folder, 'virtualUser.cjs');
  // The order matters: the globals of Node go away before the script comes.
  await writeFile(
    entry,
    [
      `import { serve } from ${JSON.stringify(join(modules, 'serve'))};`,
      `import ${JSON.stringify(join(modules, 'hideNode'))};`,
      `import * as script from ${JSON.stringify(script)};`,
      'serve(script);',
    ].join('\n'),
  );
  const { code, stderr } = await execute(
    join(root, 'node_modules', '.bin', 'esbuild'),
    [
      entry,
      '--bundle',
      '--platform=node',
      '--target=node24',
      '--format=cjs',
      '--log-level=error',
      '--color=false',
      `--alias:k6=${modules}`,
      `--outfile=${bundle}`,
    ],
    { cwd: root },
  );
  await rm(entry, { force: true });
  if (code !== 0) {
    throw new LoadTestError(
      `${STAND_IN} cannot load ${script}:\n${stderr.trim()}`,
      EXIT.scriptException,
    );
  }
  return bundle;
}
