import { Client } from 'pg';
import { readRun, readSecrets } from './dataFolder';

/** Works in the database of the portal that is tested, which no caller can. */
export async function inDatabase<T>(
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({
    host: '127.0.0.1',
    port: readRun().ports.postgres,
    user: 'portico',
    password: readSecrets().postgresPassword,
    database: 'portico',
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
