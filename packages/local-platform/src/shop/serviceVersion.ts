import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { serviceBundle, serviceFolder } from './buildServices';
import type { ServiceName } from './services';

const packageSchema = z.object({ version: z.string() });

/**
 * The version of a service as it was bundled: that of its package, and seven
 * digits of the bundle's hash, so that other code never has the same version.
 */
export async function serviceVersion(
  root: string,
  name: ServiceName,
): Promise<string> {
  const file = join(serviceFolder(root, name), 'package.json');
  const { version } = packageSchema.parse(
    JSON.parse(await readFile(file, 'utf8')),
  );
  const bundle = await readFile(serviceBundle(root, name));
  const hash = createHash('sha256').update(bundle).digest('hex');
  return `${version}-${hash.slice(0, 7)}`;
}
