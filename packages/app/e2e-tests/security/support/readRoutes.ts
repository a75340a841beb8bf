import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolder } from './dataFolder';
import { freePort, runPortal } from './startPortal';

/** A route that a router of the backend holds. */
export interface Route {
  method: string;
  path: string;
}

/** What a copy of the portal tells of itself. */
export interface Walk {
  routes: Route[];
  limits: {
    headersTimeout: number;
    requestTimeout: number;
    keepAliveTimeout: number;
  };
}

/** A configuration that keeps a copy away from the portal that is tested. */
function apart(port: number): string {
  return JSON.stringify({
    backend: {
      baseUrl: `http://localhost:${port}`,
      listen: { host: '127.0.0.1', port },
      database: {
        client: 'better-sqlite3',
        connection: ':memory:',
        pluginDivisionMode: 'database',
        knexConfig: { pool: { min: 1, max: 1 } },
      },
    },
  });
}

/** Reads the routes off the routers of the same build, in a copy of its own. */
export async function readRoutes(): Promise<Walk> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-routes-'));
  try {
    const found = join(folder, 'routes.json');
    const config = join(folder, 'apart.yaml');
    writeFileSync(config, apart(await freePort()));
    const { code, output } = await runPortal({
      configs: [join(dataFolder(), 'app-config.run.yaml'), config],
      env: { PORTICO_ROUTES: found },
      nodeFlags: ['--require', join(__dirname, 'walkRoutes.cjs')],
    });
    if (code !== 0) {
      throw new Error(`The copy did not start: ${output.slice(-2000)}`);
    }
    return JSON.parse(readFileSync(found, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
