import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { LauncherError, messageOf } from '../terminal/LauncherError';

const FIX = 'correct DATABASE_URL, or unset it to use the embedded PostgreSQL';
const TIMEOUT_MS = 5_000;
const WATCH_MS = 15_000;

/** Where a database address points to, without its password. */
export function describeDatabase(url: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw new LauncherError('DATABASE_URL is not an address', {
      fix: 'write it as postgresql://user:password@host:5432/database',
    });
  }
  if (!/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw new LauncherError(
      `DATABASE_URL begins with ${parsed.protocol}, but PostgreSQL is needed`,
      { fix: FIX },
    );
  }
  return `${parsed.host}${parsed.pathname}`;
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

/** Tells each time a database of somebody else goes away or comes back. */
export async function watchDatabase(
  url: string,
  options: {
    signal: AbortSignal;
    onChange(reason: string | null): void;
    everyMs?: number;
  },
): Promise<void> {
  const { signal, onChange, everyMs = WATCH_MS } = options;
  let last: string | null = null;
  for (;;) {
    try {
      await sleep(everyMs, undefined, { signal, ref: false });
    } catch {
      return;
    }
    const reason = await requireDatabase(url).then(() => null, messageOf);
    if (reason !== last && !signal.aborted) {
      last = reason;
      onChange(reason);
    }
  }
}
