import { once } from 'node:events';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { load, ROOT } from './build.mjs';

const PARTS = `
export { drawFreePort, EmbeddedPostgres } from '@portico/local-platform/parts';
export { Client } from 'pg';
export { migrate } from './src/database/migrate';
export { createLog } from './src/log/createLog';`;

/** Starts a PostgreSQL of its own, with its data in a folder; gives how to use and to end it. */
export async function startPostgres(folder) {
  const { EmbeddedPostgres, drawFreePort, Client, migrate, createLog } = load(
    'postgres-parts',
    PARTS,
    folder,
  );
  // PostgreSQL does not run as root, and must reach its folder as somebody else.
  chmodSync(folder, 0o711);
  const data = join(folder, 'postgres');
  mkdirSync(data, { recursive: true });
  const server = await EmbeddedPostgres.prepare({
    root: ROOT,
    folder: data,
    port: await drawFreePort([]),
    password: 'portico',
    database: 'portico',
  });
  const child = await server.launch();
  child.stdout?.resume();
  child.stderr?.resume();
  const kill = () => child.kill('SIGQUIT');
  process.once('exit', kill);
  const stop = async () => {
    const ended = once(child, 'exit');
    if (child.exitCode === null) {
      kill();
      await ended;
    }
    process.off('exit', kill);
  };
  try {
    await server.ready(new AbortController().signal);
  } catch (error) {
    await stop();
    throw error;
  }
  const { user, password, host, port, database } = server.connection;
  const url = `postgresql://${user}:${password}@${host}:${port}/${database}`;
  return {
    url,
    stop,
    /** Makes the tables of a service. */
    migrate: service =>
      migrate({
        config: { DATABASE_URL: url },
        folder: join(ROOT, 'services', service, 'migrations'),
        log: createLog({ service: 'bench', level: 'silent' }),
      }),
    /** Asks one thing, on a connection of its own. */
    ask: async (text, values) => {
      const client = new Client({ connectionString: url });
      await client.connect();
      try {
        return (await client.query(text, values)).rows;
      } finally {
        await client.end();
      }
    },
  };
}
