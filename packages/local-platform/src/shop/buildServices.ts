import { join } from 'node:path';
import { execute } from '../system/execute';
import { isCurrent } from '../system/isCurrent';
import { LauncherError } from '../terminal/LauncherError';
import { SERVICES, type ServiceName } from './services';

/** The folder of a service. */
export function serviceFolder(root: string, name: ServiceName): string {
  return join(root, 'services', name);
}

/** The bundle of a service. */
export function serviceBundle(root: string, name: ServiceName): string {
  return join(serviceFolder(root, name), 'dist', 'main.cjs');
}

/** The bundle of what plays the provider of payments. */
export function providerBundle(root: string): string {
  return join(serviceFolder(root, 'payment'), 'dist', 'simulatedProvider.cjs');
}

/** Bundles the services whose sources, or what they share, are newer than their bundle. */
export async function buildServices(
  root: string,
  names: readonly ServiceName[] = SERVICES,
): Promise<void> {
  for (const name of names) {
    const current = await isCurrent(serviceBundle(root, name), root, [
      `services/${name}/src`,
      `services/${name}/package.json`,
      'packages/service-kit/src',
      'packages/service-kit/scripts',
      'yarn.lock',
    ]);
    if (!current) await build(root, name);
  }
}

async function build(root: string, name: ServiceName): Promise<void> {
  const { code, stderr, stdout } = await execute('yarn', ['run', 'build'], {
    cwd: serviceFolder(root, name),
  });
  if (code === 0) return;
  throw new LauncherError(
    `${name}-service cannot be bundled (${code}): ${(stderr || stdout).trim()}`,
  );
}
