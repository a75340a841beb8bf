import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** The addresses that one port is served on. */
export interface Listening {
  port: number;
  close(): Promise<void>;
}

const ATTEMPTS_FOR_A_FREE_PORT = 10;

/**
 * Serves a port on an address, and on `::1` beside 127.0.0.1: `localhost` may
 * mean either, and a client that is told `localhost` must never reach somebody
 * else's server.
 */
export async function listen(
  handler: RequestListener,
  host: string,
  port: number,
): Promise<Listening> {
  for (let attempt = 1; ; attempt += 1) {
    const first = await open(handler, host, port);
    const actual = (first.address() as AddressInfo).port;
    try {
      const second =
        host === '127.0.0.1'
          ? await openIfPossible(handler, '::1', actual)
          : undefined;
      const servers = second ? [first, second] : [first];
      return {
        port: actual,
        close: async () => {
          await Promise.all(servers.map(close));
        },
      };
    } catch (error) {
      await close(first);
      if (port !== 0 || attempt >= ATTEMPTS_FOR_A_FREE_PORT) {
        throw error;
      }
    }
  }
}

function open(
  handler: RequestListener,
  host: string,
  port: number,
): Promise<Server> {
  const server = createServer(
    { keepAliveTimeout: 65_000, requestTimeout: 600_000 },
    handler,
  );
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

/** A machine without IPv6 has no such address; a port in use is an error. */
async function openIfPossible(
  handler: RequestListener,
  host: string,
  port: number,
): Promise<Server | undefined> {
  try {
    return await open(handler, host, port);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') {
      return undefined;
    }
    throw error;
  }
}

const GRACE_MS = 2_000;

/** Lets requests end for a moment, then ends their connections. */
function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
