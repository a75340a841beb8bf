import { Client } from 'pg';
import { readGivenAddress } from '../platform/givenAddress';
import { LauncherError, messageOf } from '../terminal/LauncherError';

const FIX = 'correct DATABASE_URL, or unset it to use the embedded PostgreSQL';
const TIMEOUT_MS = 5_000;

/** Where a database address points to, without its password. */
export function describeDatabase(url: string): string {
  const { host, pathname } = readGivenAddress(url, {
    variable: 'DATABASE_URL',
    protocols: ['postgresql', 'postgres'],
    example: 'postgresql://user:password@host:5432/database',
    otherwise: 'the embedded PostgreSQL',
  });
  return `${host}${pathname}`;
}

/** Connects once; throws with the reason when that does not work. */
export async function requireDatabase(url: string): Promise<void> {
  const place = describeDatabase(url);
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
  } catch (error) {
    throw new LauncherError(
      `The database at ${place} does not answer: ${messageOf(error)}`,
      { fix: FIX, cause: error },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
