import { readFile } from 'node:fs/promises';
import type { DatabaseConfig } from './databaseSettings';

/** What a client of pg is made with; the password is read when it connects. */
export function addressOf(config: DatabaseConfig) {
  const url = new URL(config.DATABASE_URL);
  const file = config.DATABASE_PASSWORD_FILE;
  return {
    // The brackets of an IPv6 address belong to the URL alone.
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    database: decodeURIComponent(url.pathname.slice(1)),
    password: file
      ? async () => (await readFile(file, 'utf8')).trimEnd()
      : decodeURIComponent(url.password),
    ssl: isEncrypted(url),
  };
}

/** Each mode that asks for TLS gets the strictest one: encryption without proof of the server is none. */
function isEncrypted(url: URL): boolean {
  const mode = url.searchParams.get('sslmode');
  return mode === 'require' || mode === 'verify-ca' || mode === 'verify-full';
}
