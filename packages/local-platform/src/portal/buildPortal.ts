import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { FileLock } from '../process/FileLock';
import type { Checkout } from '../terminal/checkout';
import type { Reporter } from '../terminal/Reporter';
import { runStep } from '../terminal/runStep';
import { hashInputs } from './buildInputs';
import { ensureWorker } from './ensureWorker';
import { restoreManifests } from './restoreManifests';

const stampSchema = z.object({ inputs: z.string().length(64) });

/** The built portal: an archive and the hash of all it was made of. */
export interface PortalBuild {
  archive: string;
  inputs: string;
}

/** What a build needs to know. */
export interface BuildOptions {
  checkout: Checkout;
  reporter: Reporter;
  signal?: AbortSignal;
}

/** The build that is there, if it is made of just these inputs. */
export async function currentBuild(
  checkout: Checkout,
): Promise<PortalBuild | undefined> {
  const dist = join(checkout.root, 'packages', 'backend', 'dist');
  const archive = join(dist, 'bundle.tar.gz');
  const text = await readFile(join(dist, 'build.json'), 'utf8').catch(() => '');
  const inputs = await hashInputs(checkout.root);
  const stamp = stampSchema.safeParse(text ? JSON.parse(text) : undefined);
  if (!stamp.success || stamp.data.inputs !== inputs) {
    return undefined;
  }
  return (await isFile(archive)) ? { archive, inputs } : undefined;
}

/** Builds front end and backend, unless the build that is there is current. */
export async function buildPortal(options: BuildOptions): Promise<PortalBuild> {
  const { checkout, reporter, signal } = options;
  await mkdir(checkout.cache, { recursive: true });
  const lock = await FileLock.acquire(join(checkout.cache, 'build.lock'), {
    onWait: holder =>
      reporter.info(`Waiting for the build that process ${holder.pid} runs`),
    signal,
  });
  try {
    await restoreManifests(checkout.root);
    await ensureWorker(checkout.root);
    const existing = await currentBuild(checkout);
    if (existing) {
      return existing;
    }
    return await build(options);
  } finally {
    await restoreManifests(checkout.root);
    await lock.release();
  }
}

async function build(options: BuildOptions): Promise<PortalBuild> {
  const { checkout, reporter, signal } = options;
  const { root } = checkout;
  // What an ended build leaves is cleared by the next one.
  const temporary = join(checkout.cache, 'tmp');
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });
  // Taken first: what changes during the build makes it stale.
  const inputs = await hashInputs(root);
  await runStep({
    title: 'Building the portal (about a minute)',
    command: 'yarn',
    args: ['workspace', '@portico/backend', 'build'],
    cwd: root,
    logFile: join(checkout.cache, 'logs', 'build.log'),
    reporter,
    signal,
    env: { ...process.env, TMPDIR: temporary },
  });
  const dist = join(root, 'packages', 'backend', 'dist');
  await writeFile(join(dist, 'build.json'), JSON.stringify({ inputs }));
  return { archive: join(dist, 'bundle.tar.gz'), inputs };
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    stats => stats.isFile(),
    () => false,
  );
}
