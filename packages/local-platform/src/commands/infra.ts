import { spawn } from 'node:child_process';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { ensureWorker } from '../portal/ensureWorker';
import { execute } from '../system/execute';
import { isCurrent } from '../system/isCurrent';
import { findCheckout, type Checkout } from '../terminal/checkout';
import { LauncherError } from '../terminal/LauncherError';

const INPUTS = [
  'infra/package.json',
  'infra/src',
  'plugins/cost-common/src',
  'plugins/environments-common/src',
  'yarn.lock',
];

/** Adds `infra`, which hands over to the infrastructure's own command line. */
export function addInfra(program: Command): void {
  program
    .command('infra')
    .description('estimate, check, synth and plan of an environment file')
    .argument('[args...]')
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .action(async (args: string[]) => {
      process.exitCode = await runInfra(args);
    });
}

async function runInfra(args: string[]): Promise<number> {
  const checkout = findCheckout();
  const bundle = await ensureBundle(checkout);
  await ensureWorker(checkout.root);
  const child = spawn(process.execPath, [bundle, ...args], {
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve(code ?? 1));
  });
}

/** Bundles the command line when its sources are newer. */
async function ensureBundle({ root, bundles }: Checkout): Promise<string> {
  const bundle = join(bundles, 'infra.cjs');
  if (await isCurrent(bundle, root, INPUTS)) {
    return bundle;
  }
  const next = join(bundles, `infra.${process.pid}.cjs`);
  const { code, stderr } = await execute(
    join(root, 'node_modules', '.bin', 'esbuild'),
    [
      'infra/src/cli.ts',
      '--bundle',
      '--platform=node',
      '--target=node24',
      '--format=cjs',
      '--log-level=warning',
      `--outfile=${next}`,
    ],
    { cwd: root },
  );
  if (code !== 0) {
    throw new LauncherError(`infra cannot be bundled (${code}): ${stderr}`);
  }
  // A command that starts meanwhile finds a whole bundle, old or new.
  await rename(next, bundle);
  return bundle;
}
