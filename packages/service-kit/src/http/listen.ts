import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

// Above the 60 seconds after which an AWS load balancer drops an idle connection.
const KEEP_ALIVE_MS = 65_000;

/** Starts an HTTP server that drops callers who take too long to ask. */
export async function listen(options: {
  host: string;
  port: number;
  headersTimeoutMs: number;
  requestTimeoutMs: number;
  listener: RequestListener;
}): Promise<Server> {
  const server = createServer(
    {
      headersTimeout: options.headersTimeoutMs,
      requestTimeout: options.requestTimeoutMs,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: 500,
    },
    options.listener,
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return server;
}

/** The port that a server got. */
export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** Takes no new connection and waits for the requests under way; says whether all ended in time. */
export async function drain(server: Server, ms: number): Promise<boolean> {
  const closed = new Promise<boolean>(resolve => {
    server.close(() => resolve(true));
  });
  // Connections that become idle later would stay open for their 65 seconds.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>(resolve => {
    timer = setTimeout(resolve, ms, false);
  });
  const inTime = await Promise.race([closed, late]);
  clearTimeout(timer);
  clearInterval(sweep);
  if (!inTime) server.closeAllConnections();
  return inTime;
}
