import { createServer, connect, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

/** How a link behaves; what is left out is as good as it can be. */
export interface LinkQuality {
  /** Each piece arrives this much later. */
  latencyMs?: number;
  bytesPerSecond?: number;
  /** The connection breaks after so many bytes of an answer. */
  resetAfterBytes?: number;
  /** Connections are taken, and nothing ever comes back. */
  silent?: boolean;
}

/** A TCP link between two programs that can be made slow, lossy or dead. */
export class Link {
  quality: LinkQuality = {};
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(targetPort: () => number | undefined) {
    this.#server = createServer(client => this.#join(client, targetPort()));
  }

  /** Opens a link to a port; where `targetPort` gives none, connections are refused. */
  static async open(targetPort: () => number | undefined): Promise<Link> {
    const link = new Link(targetPort);
    link.#server.listen(0, '127.0.0.1');
    await once(link.#server, 'listening');
    return link;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Breaks every connection. */
  reset(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.reset();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(client: Socket, port: number | undefined): void {
    this.#keep(client);
    if (port === undefined) {
      client.destroy();
      return;
    }
    if (this.quality.silent) return;
    const target = connect(port, '127.0.0.1');
    this.#keep(target);
    client.pipe(target);
    client.once('close', () => target.destroy());
    void this.#carry(target, client);
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => this.#sockets.delete(socket));
  }

  /** Carries the answer piece by piece, as the link is at that moment. */
  async #carry(from: Socket, to: Socket): Promise<void> {
    let carried = 0;
    try {
      for await (const data of from as AsyncIterable<Buffer>) {
        const { latencyMs = 0, bytesPerSecond, resetAfterBytes } = this.quality;
        const slowMs = bytesPerSecond
          ? (data.length / bytesPerSecond) * 1_000
          : 0;
        await later(latencyMs + slowMs);
        carried += data.length;
        if (resetAfterBytes !== undefined && carried > resetAfterBytes) {
          to.write(data.subarray(0, 10));
          to.resetAndDestroy();
          return;
        }
        to.write(data);
      }
      to.end();
    } catch {
      to.destroy();
    }
  }
}

function later(ms: number): Promise<void> {
  return ms > 0
    ? new Promise(resolve => setTimeout(resolve, ms))
    : Promise.resolve();
}
