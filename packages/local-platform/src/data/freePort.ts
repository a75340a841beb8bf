import { randomInt } from 'node:crypto';
import { createServer, connect } from 'node:net';

/**
 * Ports are drawn below the range that systems use for outgoing connections,
 * so that a kept port is not taken by chance later.
 */
const FIRST = 20_000;
const LAST = 29_999;

/** Whether this machine lets us listen on the port, and nobody else answers there. */
export async function isPortFree(port: number): Promise<boolean> {
  if (!(await canListen(port))) {
    return false;
  }
  // A browser tries ::1 for localhost first; somebody else there would be met.
  return !(await answers('::1', port));
}

/** A free port, none of those already given away. */
export async function drawFreePort(taken: Iterable<number>): Promise<number> {
  const given = new Set(taken);
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = randomInt(FIRST, LAST + 1);
    if (!given.has(port) && (await isPortFree(port))) {
      return port;
    }
  }
  throw new Error(`No free port between ${FIRST} and ${LAST} in 200 tries`);
}

/** The next free port after one that is taken, to propose it. */
export async function nextFreePort(port: number): Promise<number> {
  for (let next = port + 1; next <= 65_535; next++) {
    if (await isPortFree(next)) {
      return next;
    }
  }
  return drawFreePort([port]);
}

function canListen(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}

/** Whether something accepts connections at an address. */
export function answers(host: string, port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host, port, timeout: 1000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
